import type { ErrorEntry } from './errorEntry.ts';

type RequestError = ErrorEntry & { readonly http: number };

/** Errors that answer a request, with their HTTP status. */
export const requestErrors = {
  invalid_request: {
    http: 400,
    summary: 'The request is not what the schema or the rules ask for. Every problem is listed.',
    hint: 'Mend the listed values; `vmspec validate FILE` shows the same problems without a host.',
  },
  unknown_template: {
    http: 400,
    summary: 'The host has no such template disk.',
    hint: 'List what there is with `vmspec templates`.',
  },
  template_changed: {
    http: 400,
    summary: 'The template disk is not the one that was recorded, so nothing is made from it.',
    hint: 'Put the original back, or add the disk as a new version: `vmspec templates add PATH --replaces PATH`. `vmspec templates` shows which VMs depend on it.',
  },
  unknown_network: {
    http: 400,
    summary:
      'The host has no virtual switch or network of this name, or not the switch that the network leads to.',
    hint: 'List what there is with `vmspec networks`.',
  },
  unknown_volume: {
    http: 400,
    summary: 'The host has no such volume.',
    hint: 'List what there is with `vmspec capacity`.',
  },
  malformed_request: {
    http: 400,
    summary: 'The HTTP request itself is malformed.',
    hint: 'Send one Host header, a well-formed path and well-formed headers.',
  },
  unauthorized: {
    http: 401,
    summary: 'No valid token came with the request.',
    hint: 'Send `Authorization: Bearer <token>`. The token of a local host is in the file `token` of its data directory.',
  },
  pairing_refused: {
    http: 401,
    summary: 'The pairing code is wrong, used, or older than ten minutes.',
    hint: 'Have a new one made on the host: `vmspec token pair`. After five wrong codes an address waits for up to ten minutes.',
  },
  fingerprint_mismatch: {
    http: 403,
    summary:
      "The certificate that the client saw is not the host's: something between them reads along. The code is void.",
    hint: 'Check the address and what is in between, such as a proxy; then have a new code made with `vmspec token pair`.',
  },
  forbidden: {
    http: 403,
    summary: "The token's role does not allow this.",
    hint: 'Ask an administrator of the host for a token with the named role.',
  },
  host_not_allowed: {
    http: 403,
    summary: 'The Host header is not a name of this host.',
    hint: 'Use 127.0.0.1 or localhost, or add the name to `names` in the configuration.',
  },
  origin_not_allowed: {
    http: 403,
    summary: 'The request comes from a web page that may not call this host.',
    hint: 'Add the origin to `allowed_origins` in the configuration if you trust it.',
  },
  route_not_found: {
    http: 404,
    summary: 'There is no such address.',
    hint: 'See `/api/openapi.json` for what there is.',
  },
  job_not_found: { http: 404, summary: 'There is no such job.', hint: 'List the jobs with `vmspec jobs`.' },
  vm_not_found: {
    http: 404,
    summary: 'There is no such VM on the host.',
    hint: 'List the VMs with `vmspec vms`.',
  },
  template_not_found: {
    http: 404,
    summary: 'There is no such template on the host.',
    hint: 'List what there is with `vmspec templates`.',
  },
  token_not_found: {
    http: 404,
    summary: 'There is no token of this name.',
    hint: 'List the tokens with `vmspec token list`.',
  },
  method_not_allowed: {
    http: 405,
    summary: 'The address exists, but not for this method.',
    hint: 'The Allow header tells which methods it takes.',
  },
  request_timeout: {
    http: 408,
    summary: 'The request did not arrive in time.',
    hint: 'Send it again; raise `limits.request_timeout_ms` if your network is slow.',
  },
  capacity_exceeded: {
    http: 409,
    summary: 'The host cannot hold what is asked for.',
    hint: 'Ask for less, or free something: `vmspec capacity` shows what holds it.',
  },
  address_in_use: {
    http: 409,
    summary: 'A fixed address belongs to another VM of the host, or a range has none left.',
    hint: 'Use another address, or a longer range.',
  },
  name_in_use: {
    http: 409,
    summary: 'A VM of this name exists on the host, or is being created.',
    hint: 'Choose another name, or delete the VM that has it.',
  },
  job_state: {
    http: 409,
    summary: 'The job is in a state that does not allow this.',
    hint: 'See how it stands with `vmspec jobs ID`.',
  },
  not_managed: {
    http: 409,
    summary: 'VMSpec did not create this VM, so it leaves it alone.',
    hint: "Use Hyper-V's own tools, or take the VM into the records first: `vmspec adopt NAME`.",
  },
  already_managed: {
    http: 409,
    summary: 'The VM is in the records already.',
    hint: 'Nothing needs to be done. What was changed about it: `vmspec audit`.',
  },
  memory_unbounded: {
    http: 409,
    summary: 'The VM may take more memory than the host has, so it cannot be promised.',
    hint: 'Give it a maximum first: `Set-VMMemory -VMName NAME -MaximumBytes 8GB`, or in Hyper-V Manager.',
  },
  disks_not_ours: {
    http: 409,
    summary: 'The disks of this VM were not made by VMSpec, so they are not deleted.',
    hint: 'Delete the VM with its disks kept, then remove the files yourself.',
  },
  vm_running: {
    http: 409,
    summary: 'The VM is running.',
    hint: 'Stop it first, or have it turned off: `--force` on the command line, `force` in a request.',
  },
  vm_not_running: { http: 409, summary: 'The VM is not running.', hint: 'Start it instead.' },
  vm_busy: {
    http: 409,
    summary: 'Another job is working on this VM.',
    hint: 'Wait for that job to end, or cancel it.',
  },
  template_exists: {
    http: 409,
    summary: 'There is a template, or a file, of this name already.',
    hint: 'Give it another name (`--name`), or add it as a new version of the old one (`--replaces`).',
  },
  template_in_use: {
    http: 409,
    summary: 'Disks of VMs depend on the template, or a job is using it.',
    hint: 'Delete those VMs first, or wait for the job; `vmspec templates` shows how many disks depend on each template.',
  },
  template_attached: {
    http: 409,
    summary: 'The disk belongs to a VM, which may change it at any time.',
    hint: 'Detach it from that VM, or copy it and add the copy.',
  },
  template_not_removed: {
    http: 409,
    summary: 'The file of the template could not be deleted; it is still recorded.',
    hint: 'See the message for what holds it, then try again; `--keep-file` only forgets the template.',
  },
  token_exists: {
    http: 409,
    summary: 'There is a token of this name.',
    hint: 'Choose another name, or revoke that token first.',
  },
  body_too_large: {
    http: 413,
    summary: 'The body is larger than allowed.',
    hint: 'A spec may have 1 MiB, any other body 64 KiB.',
  },
  unsupported_media_type: {
    http: 415,
    summary: 'The body is not announced as JSON.',
    hint: 'Send `Content-Type: application/json`, in UTF-8 and not compressed.',
  },
  token_expired: {
    http: 409,
    summary: 'The token has ended, and so would its new secret.',
    hint: 'Say how long the new one is to be good: `vmspec token rotate NAME --expires 90d`.',
  },
  idempotency_key_reused: {
    http: 422,
    summary: 'The idempotency key was used for a different request.',
    hint: 'Use a new key for a new request.',
  },
  rate_limited: {
    http: 429,
    summary: 'Too many requests that make jobs or try pairing codes.',
    hint: 'Wait as long as Retry-After says.',
  },
  headers_too_large: {
    http: 431,
    summary: 'The headers are larger than 16 KiB, or more than 64.',
    hint: 'Send fewer and shorter headers.',
  },
  internal: {
    http: 500,
    summary: 'The host made a mistake.',
    hint: 'Report it with the request id; the log of the host tells more.',
  },
  not_ready: {
    http: 503,
    summary: 'The host is starting and compares its records with the machine first.',
    hint: 'Try again as soon as Retry-After says; `/readyz` tells why it waits.',
  },
  stopping: {
    http: 503,
    summary: 'The host was told to stop and takes no new work; what it accepted before is not lost.',
    hint: 'Send it again as soon as Retry-After says, when the host is back.',
  },
  inventory_unknown: {
    http: 503,
    summary: 'The host cannot read its VMs and free space at the moment, so nothing is promised.',
    hint: 'Try again as soon as Retry-After says; the log of the host tells why.',
  },
  storage_full: {
    http: 503,
    summary: "The disk that holds the host's own records is full.",
    hint: 'Free space on it; nothing was recorded and nothing needs a restart.',
  },
  too_many_jobs: { http: 503, summary: 'Too many jobs wait or run.', hint: 'Wait for some to end.' },
  too_many_connections: {
    http: 503,
    summary: 'Too many WebSocket connections.',
    hint: 'Close some, or raise `limits.websocket_clients`.',
  },
  rpc_parse_error: {
    http: 400,
    summary: 'The frame is not a JSON object.',
    hint: 'Send one JSON-RPC 2.0 object in each text frame.',
  },
  rpc_invalid_request: {
    http: 400,
    summary: 'The frame is not a JSON-RPC 2.0 request.',
    hint: 'Send `jsonrpc`, `id`, `method` and `params`; no batches.',
  },
  rpc_method_not_found: {
    http: 404,
    summary: 'There is no such method.',
    hint: 'See the API reference for what there is.',
  },
  protocol_mismatch: {
    http: 409,
    summary: 'Client and host have no protocol version in common.',
    hint: 'Update the older of the two; the message says which.',
  },
} as const satisfies Record<string, RequestError>;
