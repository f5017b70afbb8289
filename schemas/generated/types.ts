/** Generated from the schemas beside this folder by `npm run generate`. Do not edit. */

export type Percent = number;
export type MemoryMb = number;
export type SwitchName = string;
export type Volume = string;
export type VlanId = number;
export type MacAddress = string;
export type DiskSizeGb = number;
/**
 * What is off.
 */
export type AuditKind =
  | 'changed_outside'
  | 'vm_gone'
  | 'vm_unexplained'
  | 'leftover'
  | 'disk_missing'
  | 'disk_kept'
  | 'disk_kept_gone'
  | 'file_unexplained'
  | 'reservation_stale'
  | 'reservation_missing'
  | 'job_stalled'
  | 'template_changed'
  | 'over_committed';
/**
 * safe: a repair mends it and nothing can be lost by it; on_request: it is mended when it is asked for by its id, since something is removed; none: somebody has to decide.
 */
export type AuditRemedy = 'safe' | 'on_request' | 'none';
/**
 * What happened.
 */
export type EventType =
  | 'job_submitted'
  | 'job_started'
  | 'job_finished'
  | 'job_retried'
  | 'job_cancel_requested'
  | 'vm_step'
  | 'vm_waiting'
  | 'vm_retry'
  | 'vm_finished'
  | 'vm_changed'
  | 'vm_lost'
  | 'vm_found'
  | 'vm_adopted'
  | 'vm_accepted'
  | 'orphan_found'
  | 'template'
  | 'volume_low'
  | 'host_over'
  | 'host_ready';
/**
 * What the job does.
 */
export type JobKind = 'provision' | 'start' | 'stop' | 'restart' | 'delete';
/**
 * Status of a job, and of a VM within it.
 */
export type JobStatus = 'Submitted' | 'Provisioning' | 'Failed' | 'Success';
/**
 * State of the clean-up after a failure.
 */
export type RollbackState = 'none' | 'running' | 'complete' | 'incomplete';
/**
 * Whether the guest of a VM that a job creates was reached. `not_asked`: the VM was not started, not yet or not at all, or is gone. `waiting`: it was started, and its guest has reported no address yet. `ready`: the guest has reported an address on any of its adapters; a link-local one does not count. `no_answer`: it reported none within `guest_wait_s` of the limits; it becomes `ready` when one comes late. Other jobs have none.
 */
export type GuestState = 'waiting' | 'ready' | 'no_answer' | 'not_asked';
/**
 * Step of a job.
 */
export type StepName =
  | 'template'
  | 'disk'
  | 'vm'
  | 'configure'
  | 'network'
  | 'seed'
  | 'storage'
  | 'start'
  | 'verify'
  | 'guest'
  | 'stop'
  | 'remove_vm'
  | 'remove_files';
/**
 * Whether it is what was recorded. `changed` and `missing`: nothing new is made from it. `adding`: it is being copied. `failed`: it could not be added, see `error`.
 */
export type TemplateState = 'ok' | 'changed' | 'missing' | 'adding' | 'failed';
/**
 * Networks from which other computers are let in, when they are; none: no firewall rule.
 */
export type FirewallProfile = 'domain' | 'private' | 'public' | 'none';
/**
 * What the page of the dashboard wants of the extension. Whatever else arrives is dropped.
 */
export type DashboardFromPage = PageReady | PageLog | DashboardAction;
/**
 * What, of what the trees offer too.
 */
export type DashboardActionName =
  | 'startVm'
  | 'shutDownVm'
  | 'turnOffVm'
  | 'restartVm'
  | 'deleteVm'
  | 'openSshTerminal'
  | 'copyIpAddress'
  | 'showJobOfVm'
  | 'showJob'
  | 'cancelJob'
  | 'retryJob'
  | 'showJobSpec'
  | 'deleteVmsOfJob'
  | 'provisionVms'
  | 'tryPracticeHost'
  | 'addHost'
  | 'reconnect';
/**
 * What the extension tells the page of the dashboard. After `ready` it sends everything, later what has changed.
 */
export type DashboardToPage = DashboardHost | DashboardRows | DashboardSamples;
/**
 * Status of the work on it; null: none of ours.
 */
export type DashboardStatus = null | JobStatus;
/**
 * What the page of the form wants of the extension. Whatever else arrives is dropped.
 */
export type FormFromPage = PageReady | PageLog | FormEdit | FormReveal | FormPickKeys | FormAction;
/**
 * What the extension tells the page of the form. After `ready` it sends one message of each kind but `focus` and `keys`, later those whose content has changed.
 */
export type FormToPage =
  | FormDocument
  | FormVerdict
  | FormHost
  | FormCapacity
  | FormSubmission
  | FormJobMessage
  | FormKeys
  | FormFocus;

/**
 * Configuration of a VMSpec host, `config.json` in its data directory. Every member is optional; an unknown one is refused.
 */
export interface HostConfig {
  /**
   * Address of this schema, for editors.
   */
  $schema?: string;
  /**
   * Folders whose disks may be used as templates. Default: a folder `Templates` beside the host's default disk folder; on a practice host, the folders of its templates.
   *
   * @maxItems 64
   */
  template_roots?: string[];
  /**
   * Folder that new VMs are created in. Default: `VMSpec` under the host's own default VM folder.
   */
  vm_root?: string;
  host_reserve?: HostReserve;
  /**
   * How much of the logical processors may be promised, in percent. 400 lets four vCPU share one, as labs often do.
   */
  cpu_percent?: number;
  /**
   * How much of the memory may be promised, in percent. Above 100 a VM may fail to start.
   */
  ram_percent?: number;
  /**
   * How much of each volume may be promised, in percent. Above 100 a volume may run full while VMs run.
   */
  storage_percent?: number;
  /**
   * Address to listen on. Anything but a loopback address needs `allow_remote` and `tls`.
   */
  bind?: string;
  /**
   * Further host names under which clients reach this host.
   *
   * @maxItems 32
   */
  names?: string[];
  tls?: TlsConfig;
  /**
   * Allow other computers to connect. Needs `tls`.
   */
  allow_remote?: boolean;
  /**
   * Web origins that may call this host from a browser. Normally none.
   *
   * @maxItems 32
   */
  allowed_origins?: string[];
  /**
   * Networks by name. A spec names them like a virtual switch, so that one spec suits hosts whose switches and VLANs differ. Names are the same whatever the case of their letters. `vmspec networks add` writes them.
   */
  networks?: {
    [k: string]: NetworkSetting;
  };
  limits?: Limits;
}
/**
 * What is kept back for the host itself.
 */
export interface HostReserve {
  /**
   * Logical processors.
   */
  cpu_cores?: number;
  /**
   * Memory in MB.
   */
  ram_mb?: number;
  /**
   * Free space in GB on every volume.
   */
  storage_gb?: number;
}
/**
 * Certificate and key, in PEM files.
 */
export interface TlsConfig {
  /**
   * Path of the certificate.
   */
  cert: string;
  /**
   * Path of the private key.
   */
  key: string;
}
/**
 * Where a network of the configuration leads.
 */
export interface NetworkSetting {
  /**
   * Name of the virtual switch, spelt as the host spells it.
   */
  switch: string;
  /**
   * VLAN that its network adapters are in. Absent: the spec may choose one.
   */
  vlan_id?: number;
  /**
   * What it is for; people see it beside the name.
   */
  description?: string;
}
/**
 * Limits of the server. The defaults suit a host with a handful of operators.
 */
export interface Limits {
  /**
   * Time to receive the headers of a request.
   */
  headers_timeout_ms?: number;
  /**
   * Time to receive a whole request.
   */
  request_timeout_ms?: number;
  /**
   * Time an idle connection is kept.
   */
  keep_alive_timeout_ms?: number;
  /**
   * Connections at once.
   */
  max_connections?: number;
  /**
   * Requests on one connection before it is closed.
   */
  max_requests_per_socket?: number;
  /**
   * Requests that make a job, per token and second.
   */
  jobs_per_second?: number;
  /**
   * Jobs that may wait or run at once.
   */
  unfinished_jobs?: number;
  /**
   * WebSocket connections at once.
   */
  websocket_clients?: number;
  /**
   * Interval of pings; a client that misses two is dropped.
   */
  websocket_ping_ms?: number;
  /**
   * VMs that are worked on at once.
   */
  vm_concurrency?: number;
  /**
   * Time one step of a VM may take before its outcome counts as unknown.
   */
  step_timeout_s?: number;
  /**
   * Time that the guest of a started VM has to report an address before it counts as not answering.
   */
  guest_wait_s?: number;
  /**
   * Interval at which the host's VMs, disks and free space are read again.
   */
  inventory_interval_ms?: number;
}
/**
 * Describes the machine that a practice host pretends to be. Read when its data directory is new.
 */
export interface SimulatedHostFile {
  /**
   * Logical processors of the machine.
   */
  logical_processors: number;
  /**
   * Physical memory in MB.
   */
  memory_mb: number;
  host_reserve?: HostReserve;
  /**
   * Volumes of the machine; the first holds its VMs.
   *
   * @minItems 1
   * @maxItems 24
   */
  volumes: SimulatedVolume[];
  /**
   * Virtual switches.
   *
   * @maxItems 256
   */
  switches: SimulatedSwitch[];
  /**
   * Template disks. Their folders are the template roots.
   *
   * @maxItems 1000
   */
  templates: SimulatedTemplate[];
  /**
   * VMs that are already there, not created by VMSpec.
   *
   * @maxItems 10000
   */
  vms?: SimulatedVm[];
}
export interface SimulatedVolume {
  /**
   * Drive, such as `C:\`.
   */
  path: string;
  /**
   * Size in GB.
   */
  total_gb: number;
  /**
   * Free space in GB, files of the listed VMs and templates already taken off.
   */
  free_gb: number;
}
export interface SimulatedSwitch {
  /**
   * Name of the switch.
   */
  name: string;
  /**
   * Type of the switch.
   */
  type: 'External' | 'Internal' | 'Private';
}
export interface SimulatedTemplate {
  /**
   * Path of the disk.
   */
  path: string;
  /**
   * Virtual size in GB.
   */
  size_gb: number;
  /**
   * Size of the file in GB.
   */
  file_gb?: number;
  /**
   * Operating system on the disk.
   */
  os?: 'windows' | 'linux' | 'unknown';
  /**
   * Generation the system was installed for.
   */
  generation?: 1 | 2;
  /**
   * Guests made from it have the integration services: they report heartbeat and addresses.
   */
  guest_services?: boolean;
}
export interface SimulatedVm {
  /**
   * Name; need not be unique.
   */
  vm_name: string;
  /**
   * State.
   */
  state?: 'Running' | 'Off' | 'Saved' | 'Paused';
  /**
   * Generation.
   */
  generation?: 1 | 2;
  /**
   * Virtual processors.
   */
  cpu_cores: number;
  /**
   * Dynamic memory.
   */
  dynamic_memory?: boolean;
  /**
   * Startup memory in MB.
   */
  ram_startup_mb: number;
  /**
   * Minimum memory in MB. Default 512, as Hyper-V stores it.
   */
  ram_min_mb?: number;
  /**
   * Maximum memory in MB. Default 1 TB, as Hyper-V stores it.
   */
  ram_max_mb?: number;
  /**
   * What happens when the host starts.
   */
  automatic_start_action?: 'nothing' | 'start_if_running' | 'start';
  /**
   * Disks.
   *
   * @maxItems 256
   */
  disks?: SimulatedDisk[];
}
export interface SimulatedDisk {
  /**
   * Path of the disk.
   */
  path: string;
  /**
   * Virtual size in GB.
   */
  size_gb: number;
  /**
   * Size of the file in GB.
   */
  file_gb?: number;
}
/**
 * A VM specification: the VMs that one request creates on a Hyper-V host. The file is the body of `POST /api/vms/provision`, byte for byte.
 */
export interface SpecFile {
  /**
   * Address of this schema, for editors. The host ignores it.
   */
  $schema?: string;
  provisioning_request: ProvisioningRequest;
}
/**
 * The VMs to create, and how many they are. All are admitted together or none is.
 */
export interface ProvisioningRequest {
  /**
   * How many VMs the request creates, `copies` counted. It must equal what `vms` describes, so that a forgotten or doubled entry is noticed.
   */
  num_vms: number;
  /**
   * One entry for each VM, or for each group of equal VMs (`copies`).
   *
   * @minItems 1
   * @maxItems 500
   */
  vms: VmSpec[];
}
/**
 * One VM, or several equal ones when `copies` is given.
 */
export interface VmSpec {
  /**
   * Name of the VM as Hyper-V shows it: 1 to 64 ASCII letters and digits, and inside also space, `.`, `_` and `-`. Unique without regard to case, in the request and on the host. Windows device names (`CON`, `COM1`, …) are refused, because the name becomes a folder.
   */
  vm_name: string;
  /**
   * Virtual processors (vCPU). At most 2048, on generation 1 at most 64; a VM with more than the host has logical processors does not start.
   */
  cpu_cores: number;
  /**
   * Memory in MB (2^20 bytes) that the VM gets when it starts. Even, and between `ram_min_mb` and `ram_max_mb`.
   */
  ram_startup_mb: number;
  /**
   * Least memory in MB that dynamic memory may leave the VM. Even, at least 32. When minimum, startup and maximum are equal, the memory is static.
   */
  ram_min_mb: number;
  /**
   * Most memory in MB that the VM may ever get. This is what the host reserves for the VM, so that it can never be short. Even; at most 240 TB, on generation 1 at most 1 TB.
   */
  ram_max_mb: number;
  /**
   * Absolute path, on the host, of the template disk that the VM's system disk is made from: a `.vhdx` (on generation 1 also a `.vhd`) under one of the host's template folders.
   */
  disk_template_path: string;
  /**
   * What the VM's first network adapter is connected to: name of a **virtual switch** of the host, or of a network of its configuration.
   */
  network_adapter_name: string;
  /**
   * Makes this entry stand for several equal VMs, named `<vm_name>-01`, `<vm_name>-02`, …. Absent: one VM with the name as it is.
   */
  copies?: number;
  /**
   * Hyper-V generation of the VM. It cannot be changed later and must suit the template: generation 2 boots with UEFI and takes `.vhdx` only.
   */
  generation?: 1 | 2;
  /**
   * Free text, shown in Hyper-V Manager. VMSpec adds one line of its own below it.
   */
  notes?: string;
  /**
   * Words to group and find VMs by.
   *
   * @maxItems 32
   */
  tags?: string[];
  /**
   * Start the VM once it is created.
   */
  start?: boolean;
  /**
   * What the job waits for before the VM counts as done. `ip`: an address that the guest reports, an IPv6 link-local one does not count. It needs `start`, and integration services in the guest (`hv_kvp_daemon` on Linux, built into Windows). A VM whose guest does not answer in time stays, with a warning.
   */
  wait_for?: 'created' | 'ip';
  /**
   * Volume of the host that the VM's files go to, for example `D:\`. Default: where the host keeps its VMs.
   */
  volume?: string;
  /**
   * What happens to the VM when the host starts.
   */
  automatic_start_action?: 'nothing' | 'start_if_running' | 'start';
  /**
   * What happens to the VM when the host shuts down.
   */
  automatic_stop_action?: 'shut_down' | 'save' | 'turn_off';
  secure_boot?: SecureBoot;
  /**
   * Give the VM a virtual TPM, as Windows 11 asks for. Generation 2 only.
   */
  tpm?: boolean;
  /**
   * Let the guest run Hyper-V itself. It needs static memory: minimum, startup and maximum equal.
   */
  nested_virtualization?: boolean;
  /**
   * Kind of checkpoint that may be taken. Automatic checkpoints are always off.
   */
  checkpoint_type?: 'disabled' | 'production' | 'production_only' | 'standard';
  disk?: SystemDisk;
  /**
   * Empty disks beside the system disk, in this order. At most 255 on generation 2 (four SCSI controllers of 64 places, one taken by the system disk).
   *
   * @maxItems 255
   */
  data_disks?: DataDisk[];
  /**
   * Network adapters beside the first, which `network_adapter_name` connects. At most 63 on generation 2 and 7 on generation 1.
   *
   * @maxItems 63
   */
  network_adapters?: NetworkAdapter[];
  /**
   * VLAN of the first network adapter (access mode), 1 to 4094. Absent: that of the network it names, else untagged.
   */
  vlan_id?: number;
  /**
   * Fixed MAC address of the first network adapter. Absent: Hyper-V chooses one.
   */
  mac_address?: string;
  /**
   * Absolute path, on the host, of an `.iso` file to put into a DVD drive.
   */
  dvd_path?: string;
  guest?: GuestSettings;
}
/**
 * UEFI secure boot. Generation 2 only.
 */
export interface SecureBoot {
  /**
   * Start only signed boot loaders.
   */
  enabled?: boolean;
  /**
   * Whose signatures are trusted. Default: what the template's operating system needs.
   */
  template?: 'MicrosoftWindows' | 'MicrosoftUEFICertificateAuthority' | 'OpenSourceShieldedVM';
}
/**
 * How the system disk is made from the template.
 */
export interface SystemDisk {
  /**
   * Differencing is ready at once and small; a copy takes minutes and stands alone.
   */
  mode?: 'differencing' | 'copy';
  /**
   * Virtual size in GB (2^30 bytes), at least the template's. Default: the template's size.
   */
  size_gb?: number;
}
/**
 * An empty disk for data.
 */
export interface DataDisk {
  /**
   * Virtual size in GB (2^30 bytes). The whole of it is reserved on the volume.
   */
  size_gb: number;
  /**
   * How the disk file uses space.
   */
  type?: 'dynamic' | 'fixed';
  /**
   * Volume of the host for this disk. Default: the VM's own.
   */
  volume?: string;
}
/**
 * A further network adapter.
 */
export interface NetworkAdapter {
  /**
   * Name of the virtual switch, or of a network of the host's configuration.
   */
  switch: string;
  /**
   * VLAN in access mode, 1 to 4094. Absent: that of the network it names, else untagged.
   */
  vlan_id?: number;
  /**
   * Fixed MAC address. Absent: Hyper-V chooses one.
   */
  mac_address?: string;
  /**
   * Let the guest send from other MAC addresses, as nested virtualization and some clusters need.
   */
  mac_spoofing?: boolean;
}
/**
 * Settings inside the guest, written to a small disk that it reads when it first starts: cloud-init in Linux (NoCloud), an answer file in Windows. The template must look for such a disk, as every cloud image and every Windows prepared with sysprep does. Passwords have no place in a spec.
 */
export interface GuestSettings {
  /**
   * Host name inside the guest, with or without a domain. With `copies` it is numbered like the name. Windows: at most 15 characters. Default: made from the VM's name.
   */
  hostname?: string;
  /**
   * Account to make, which may do everything (sudo) and logs in by key only. Linux only. Default: the account that the image comes with, such as `ubuntu` or `debian`.
   */
  admin_user?: string;
  /**
   * Public keys that may log in, one line each as in the file `id_ed25519.pub`. Linux only.
   *
   * @minItems 1
   * @maxItems 32
   */
  ssh_authorized_keys?: string[];
  /**
   * Fixed address of the first network adapter with its prefix length, IPv4 or IPv6. Absent: the network's DHCP gives one.
   */
  ip_address?: string;
  /**
   * First and last of the addresses that the VMs of this entry get, in place of `ip_address`: each takes the first one that no VM of the request or the host has.
   */
  ip_range?: string;
  /**
   * Default gateway, in the network of the fixed address.
   */
  gateway?: string;
  /**
   * Addresses of the name servers.
   *
   * @minItems 1
   * @maxItems 8
   */
  dns?: string[];
}
/**
 * The newest records of the activity log.
 */
export interface Activity {
  /**
   * The records, oldest first.
   */
  records: ActivityRecord[];
  /**
   * Records since the start of the host that could not be written.
   */
  lost: number;
}
/**
 * One line of the activity log: who did what, from where, and what came of it. It never holds a token, a pairing code or a body.
 */
export interface ActivityRecord {
  /**
   * When. RFC 3339, UTC.
   */
  at: string;
  /**
   * A REST request, a JSON-RPC call, or what happened to the host and to this log.
   */
  kind: 'request' | 'call' | 'host_started' | 'host_stopped' | 'host_failed' | 'records_lost';
  /**
   * Name of the token; null: none was valid, or nobody asked.
   */
  who: string | null;
  /**
   * Role of the token, or null.
   */
  role: string | null;
  /**
   * Network address of the client, or null.
   */
  from: string | null;
  /**
   * Method and route, or JSON-RPC method; null: the address is none of ours, or nobody asked.
   */
  action: string | null;
  /**
   * Job, VM or token that the request names, or null.
   */
  target: string | null;
  /**
   * HTTP status, for a call that of the same answer over REST; null: nobody asked.
   */
  status: number | null;
  /**
   * Code of the refusal; null: it was done.
   */
  code: string | null;
  /**
   * Id under which the log of the host tells more, or null.
   */
  request_id: string | null;
  details: ActivityDetails;
}
/**
 * What else is known.
 */
export interface ActivityDetails {
  /**
   * The job that was made or changed.
   */
  job_id?: string;
  /**
   * Name of the token that was made, changed or given out.
   */
  token?: string;
  /**
   * Role of that token, or of the pairing code.
   */
  role?: string;
  /**
   * When that token, or the pairing code, ends.
   */
  expires_at?: string | null;
  /**
   * Findings of the audit that were mended.
   */
  mended?: number;
  /**
   * Path of the template that was added or removed.
   */
  template?: string;
  /**
   * Version of the host.
   */
  version?: string;
  /**
   * Where the host listens.
   */
  url?: string;
  /**
   * Refusals before this record that were only counted: at most 60 a minute are written for each token, and for all without one together.
   */
  unrecorded?: number;
  /**
   * Records before this one that could not be written.
   */
  lost?: number;
}
/**
 * What the records, the VMs and the files of a host disagree on.
 */
export interface Audit {
  /**
   * Everything that is off; empty when all agrees.
   */
  findings: AuditFinding[];
  compared: AuditCompared;
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host.
   */
  simulated: boolean;
}
/**
 * Something that is off.
 */
export interface AuditFinding {
  /**
   * Names it from one audit to the next, for as long as it holds.
   */
  id: string;
  kind: AuditKind;
  /**
   * What is off, for people.
   */
  message: string;
  /**
   * What to do.
   */
  hint: string;
  remedy: AuditRemedy;
  /**
   * The VM.
   */
  vm_name: string | null;
  /**
   * Id of the VM.
   */
  vm_id: string | null;
  /**
   * The job.
   */
  job_id: string | null;
  /**
   * The file or folder.
   */
  path: string | null;
  /**
   * What the file occupies, or what is promised for it, in MB.
   */
  size_mb: number | null;
  /**
   * What differs between the records and the host.
   */
  differences: AuditDifference[];
}
/**
 * A value that the host has otherwise than the records.
 */
export interface AuditDifference {
  /**
   * Member of the spec, such as `cpu_cores`; a disk: `disk PATH`.
   */
  member: string;
  /**
   * What VMSpec recorded.
   */
  recorded: string | number;
  /**
   * What the host has.
   */
  actual: string | number;
}
/**
 * How much was looked at.
 */
export interface AuditCompared {
  /**
   * VMs of the host.
   */
  vms: number;
  /**
   * VMs in the records.
   */
  own_vms: number;
  /**
   * Disk files in the folders of VMSpec.
   */
  files: number;
  /**
   * Reservations that are held.
   */
  reservations: number;
  /**
   * Jobs that have not ended.
   */
  jobs: number;
}
/**
 * What a repair did, or would do.
 */
export interface AuditRepair {
  /**
   * Nothing was done.
   */
  preview: boolean;
  /**
   * Each thing that was mended, or would be.
   */
  actions: AuditAction[];
  /**
   * Findings that are still there, or would be.
   */
  left: number;
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host.
   */
  simulated: boolean;
}
/**
 * One thing that was mended, or would be.
 */
export interface AuditAction {
  /**
   * Id of the finding.
   */
  finding: string;
  /**
   * Kind of the finding; `unknown` for an id that names none.
   */
  kind: string;
  /**
   * What is done, for people.
   */
  what: string;
  /**
   * planned: a preview; gone: there is no such finding any more, or it cannot be mended here.
   */
  outcome: 'planned' | 'done' | 'failed' | 'gone';
  /**
   * Why it failed, or null.
   */
  message: string | null;
}
/**
 * What the host has, what is taken and what is free.
 */
export interface Capacity {
  /**
   * CPU, RAM, and storage for each volume.
   */
  resources: CapacityResource[];
  /**
   * What to look at.
   */
  warnings: Warning[];
  /**
   * Disks kept after their VM was deleted. They count as used while their file exists.
   */
  kept_disks: KeptDisk[];
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host.
   */
  simulated: boolean;
}
/**
 * One resource. CPU in cores, RAM and storage in MB.
 */
export interface CapacityResource {
  /**
   * The resource.
   */
  resource: 'cpu' | 'ram' | 'storage';
  /**
   * Of storage: the volume.
   */
  volume?: string;
  /**
   * Unit of the numbers.
   */
  unit: 'cores' | 'MB';
  /**
   * What the machine has.
   */
  total: number;
  /**
   * How much of it may be promised, in percent.
   */
  percent: number;
  /**
   * Kept back for the host.
   */
  host_reserve: number;
  /**
   * Held by VMs that VMSpec created, and by kept disks.
   */
  committed: number;
  /**
   * Held by other VMs.
   */
  committed_unmanaged: number;
  /**
   * Held for jobs under way.
   */
  reserved: number;
  /**
   * Free for new VMs; never below 0.
   */
  available: number;
  /**
   * By how much more is promised than there is.
   */
  over_by: number;
}
/**
 * Something to look at.
 */
export interface Warning {
  /**
   * Stable code.
   */
  code: string;
  /**
   * What it is and what to do.
   */
  message: string;
}
/**
 * A disk whose VM was deleted.
 */
export interface KeptDisk {
  /**
   * Path on the host.
   */
  path: string;
  /**
   * Virtual size in MB.
   */
  size_mb: number;
  /**
   * Name of the VM it belonged to.
   */
  vm_name: string;
  /**
   * The job that created it.
   */
  job_id: string;
}
/**
 * Check Host: what may keep the host from making VMs, and how to fix it.
 */
export interface Doctor {
  /**
   * The worst of the checks.
   */
  verdict: 'green' | 'amber' | 'red';
  /**
   * Every check, in a fixed order.
   */
  checks: DoctorCheck[];
  /**
   * When it was looked. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host: nothing is created.
   */
  simulated: boolean;
}
/**
 * One check.
 */
export interface DoctorCheck {
  /**
   * Stable name.
   */
  id: string;
  /**
   * What is checked, for people.
   */
  title: string;
  /**
   * green: fine; amber: works, but look at it; red: VMs cannot be made until it is fixed; skipped: not looked at here.
   */
  state: 'green' | 'amber' | 'red' | 'skipped';
  /**
   * What was found.
   */
  message: string;
  /**
   * What to do; null when there is nothing to do.
   */
  fix: string | null;
}
/**
 * The one shape of every error answer.
 */
export interface ErrorBody {
  status: 'error';
  /**
   * HTTP status of the answer; over RPC, the status REST would have given.
   */
  http_status: number;
  /**
   * Stable code; see the error reference.
   */
  code: string;
  /**
   * What is wrong, for people.
   */
  message: string;
  /**
   * What to do next.
   */
  hint?: string;
  /**
   * Where the code is explained.
   */
  documentation?: string;
  /**
   * Names this request in the log of the host.
   */
  request_id: string;
  /**
   * Every problem of an invalid request, one per value, in document order, at most 100.
   */
  errors?: InvalidParameter[];
  /**
   * There are more problems than listed.
   */
  errors_truncated?: boolean;
  /**
   * Of a capacity error: one entry for each short resource.
   */
  details?: Shortage[];
  /**
   * Of a name conflict: the VM.
   */
  vm_name?: string;
  /**
   * The job that stands in the way.
   */
  job_id?: string;
}
/**
 * One value that is wrong.
 */
export interface InvalidParameter {
  /**
   * Name of the member.
   */
  parameter: string;
  /**
   * JSON pointer into the body; for a missing member, the object that lacks it.
   */
  pointer: string;
  /**
   * Stable code of the problem.
   */
  code: string;
  /**
   * What is wrong and what to write instead.
   */
  message: string;
}
/**
 * A resource that does not suffice. CPU in cores, RAM in MB, storage in MB.
 */
export interface Shortage {
  /**
   * The resource.
   */
  resource: 'cpu' | 'ram' | 'storage';
  /**
   * Of storage: the volume.
   */
  volume?: string;
  /**
   * Unit of the numbers.
   */
  unit: 'cores' | 'MB';
  /**
   * What the request needs.
   */
  requested: number;
  /**
   * What is free.
   */
  available: number;
  /**
   * By how much the request is too big.
   */
  over_by: number;
  /**
   * What the machine has.
   */
  total: number;
  /**
   * Kept back for the host.
   */
  host_reserve: number;
  /**
   * Held by VMs that VMSpec created.
   */
  committed: number;
  /**
   * Held by other VMs.
   */
  committed_unmanaged: number;
  /**
   * Held for jobs under way.
   */
  reserved: number;
}
/**
 * Something that happened. Delivered in order of `seq`, at least once.
 */
export interface HostEvent {
  /**
   * Position in the log.
   */
  seq: number;
  /**
   * When. RFC 3339, UTC.
   */
  at: string;
  type: EventType;
  /**
   * The job.
   */
  job_id?: string;
  /**
   * The VM.
   */
  vm_name?: string;
  /**
   * Id of the VM.
   */
  vm_id?: string;
  /**
   * Further facts, by type: `job_*` carry what the job is and how it stands, without its VMs; `vm_step`, `vm_waiting` and `vm_finished` the VM's entry of the job; `template` its path, its new state (`removed` beside those of a template), how many disks depend on it, and all of it in words as `message`. A `vm_waiting` tells that what holds a step up has changed, or the state of the guest, the latter after the end of the job, too.
   */
  data?: {
    [k: string]: unknown;
  };
}
/**
 * Events after a position.
 */
export interface EventList {
  /**
   * The events, oldest first.
   */
  events: HostEvent[];
  /**
   * Epoch of the log.
   */
  epoch: number;
  /**
   * Position of the newest event.
   */
  seq: number;
  /**
   * Older events than asked for are gone: read jobs and VMs anew.
   */
  pruned: boolean;
}
/**
 * Whether the host is well.
 */
export interface Health {
  /**
   * ok or not_ready.
   */
  status: 'ok' | 'not_ready';
  /**
   * Why not ready.
   */
  reason: string | null;
}
/**
 * The host itself.
 */
export interface Host {
  /**
   * Name of the computer.
   */
  name: string;
  /**
   * What makes the VMs.
   */
  driver: 'hyperv' | 'simulated';
  /**
   * True on a practice host: nothing is created.
   */
  simulated: boolean;
  /**
   * Version of VMSpec.
   */
  version: string;
  /**
   * Version of Hyper-V.
   */
  hyperv_version: string;
  protocol: ProtocolRange;
  /**
   * Counts the starts of the host on this data.
   */
  epoch: number;
  /**
   * Logical processors.
   */
  logical_processors: number;
  /**
   * Memory in MB.
   */
  memory_mb: number;
  /**
   * Folder of new VMs.
   */
  vm_root: string;
  /**
   * Folders of templates.
   */
  template_roots: string[];
  limits: SpecLimits;
  /**
   * Accepts requests that make jobs.
   */
  ready: boolean;
  /**
   * Why not.
   */
  not_ready_reason: string | null;
  /**
   * Result of the last self-test.
   */
  selftest: 'never_run' | 'passed' | 'failed';
  /**
   * What the caller may do.
   */
  role: 'viewer' | 'operator' | 'admin';
  /**
   * Name of the caller's token.
   */
  operator: string;
  /**
   * When it started. RFC 3339, UTC.
   */
  started_at: string;
}
/**
 * Protocol versions it speaks.
 */
export interface ProtocolRange {
  /**
   * Oldest.
   */
  min: number;
  /**
   * Newest.
   */
  max: number;
}
/**
 * Bounds of a request.
 */
export interface SpecLimits {
  /**
   * Bytes of a body.
   */
  spec_bytes: number;
  /**
   * VMs in one request.
   */
  vms: number;
}
/**
 * `host.json` in the data directory: where the local host is.
 */
export interface HostFile {
  /**
   * Address.
   */
  url: string;
  /**
   * Process id.
   */
  pid: number;
  /**
   * When it started. RFC 3339, UTC.
   */
  started_at: string;
  /**
   * Epoch.
   */
  epoch: number;
  protocol: HostFileProtocol;
  /**
   * A practice host.
   */
  simulated: boolean;
  /**
   * Fingerprint of its certificate.
   */
  cert_sha256?: string;
}
/**
 * Protocol versions.
 */
export interface HostFileProtocol {
  /**
   * Oldest.
   */
  min: number;
  /**
   * Newest.
   */
  max: number;
}
/**
 * The host is stopping.
 */
export interface HostStop {
  /**
   * Requests that make jobs are refused from now on.
   */
  stopping: true;
  /**
   * Jobs that wait or run.
   */
  unfinished_jobs: number;
}
/**
 * A job, its VMs, and the spec as submitted.
 */
export interface Job {
  /**
   * Id of the job.
   */
  job_id: string;
  kind: JobKind;
  status: JobStatus;
  /**
   * Why it failed: null, `partial`, `cancelled` or an error code.
   */
  reason: string | null;
  counts: JobCounts;
  /**
   * Name of the token that asked for it.
   */
  operator: string;
  /**
   * 1, and one more for each retry.
   */
  attempt: number;
  /**
   * True on a practice host: nothing real is created.
   */
  simulated: boolean;
  /**
   * A cancel was asked for and is under way.
   */
  cancelling: boolean;
  /**
   * What happens to finished VMs when another one fails.
   */
  on_failure: 'keep' | 'rollback_all';
  /**
   * When it was accepted. RFC 3339, UTC.
   */
  created_at: string;
  /**
   * When work began. RFC 3339, UTC.
   */
  started_at: string | null;
  /**
   * When it ended. RFC 3339, UTC.
   */
  finished_at: string | null;
  /**
   * One entry for each VM, in the order of the spec.
   */
  vms: JobVm[];
  /**
   * The spec as submitted, or the parameters of the operation.
   */
  request: {
    [k: string]: unknown;
  };
}
/**
 * How many VMs were asked for, and how they ended so far.
 */
export interface JobCounts {
  /**
   * Asked for.
   */
  requested: number;
  /**
   * Done as asked.
   */
  created: number;
  /**
   * Failed.
   */
  failed: number;
  /**
   * Cancelled.
   */
  cancelled: number;
}
/**
 * One VM of a job.
 */
export interface JobVm {
  /**
   * Name of the VM.
   */
  vm_name: string;
  status: JobStatus;
  /**
   * Step under way, or the one that failed; null before the first and after the last.
   */
  step: string | null;
  /**
   * 0 to 1.
   */
  progress: number;
  /**
   * Id (GUID) of the VM on the host, once it exists.
   */
  vm_id: string | null;
  /**
   * Why it failed, or null.
   */
  error: null | JobError;
  rollback: RollbackState;
  /**
   * Why a step does not move on at the moment: `busy`, `unknown_outcome`, or null.
   */
  waiting_for: string | null;
  guest?: GuestState;
  /**
   * What is wrong although the VM was created: `guest_no_answer` where the spec asked to wait for its address. Absent or null: nothing.
   */
  warning?: null | JobError;
}
/**
 * Why a VM failed.
 */
export interface JobError {
  /**
   * Stable code.
   */
  code: string;
  /**
   * What went wrong.
   */
  message: string;
  /**
   * What to do next.
   */
  hint?: string;
  /**
   * What the host said, cut to 4 KiB.
   */
  detail?: string;
}
/**
 * Jobs, newest first.
 */
export interface JobList {
  /**
   * The jobs.
   */
  jobs: Job[];
  /**
   * Pass as `after` for the next page; null on the last.
   */
  next: string | null;
}
/**
 * What a network adapter of a spec may name: a virtual switch, or a network of the host's configuration.
 */
export interface Network {
  /**
   * Name.
   */
  name: string;
  /**
   * Type of the virtual switch, also of the one that a named network leads to; `Private` where the host has no such switch.
   */
  type: 'External' | 'Internal' | 'Private';
  /**
   * Of a virtual switch: VLAN of the host's own adapter on it, if any. Of a named network: VLAN that its adapters are in; null: the spec may choose one.
   */
  vlan_id: number | null;
  /**
   * Virtual switch that a named network leads to. Absent: this is a virtual switch itself.
   */
  switch?: string;
  /**
   * What a named network is for, where its configuration says so.
   */
  description?: string;
  /**
   * False: the host has no such virtual switch, so that the named network cannot be used. Absent: it can.
   */
  available?: boolean;
}
/**
 * What network adapters may be connected to: the named networks of the configuration, then the virtual switches. A switch whose name a network has is not listed: a spec means the network by it.
 */
export interface NetworkList {
  /**
   * Named networks and virtual switches.
   */
  networks: Network[];
}
/**
 * The token of a client that was paired. Shown once.
 */
export interface Paired {
  /**
   * The token.
   */
  token: string;
  /**
   * Name of the token.
   */
  name: string;
  /**
   * What the client may do.
   */
  role: 'viewer' | 'operator' | 'admin';
}
/**
 * A code with which one client gets a token of its own. Shown once.
 */
export interface PairingCode {
  /**
   * The code. Good once.
   */
  code: string;
  /**
   * What the client may do.
   */
  role: 'viewer' | 'operator' | 'admin';
  /**
   * When it ends. RFC 3339, UTC.
   */
  expires_at: string;
  /**
   * Address of the host as clients elsewhere reach it; where it listens on loopback only, that address.
   */
  url: string;
  /**
   * Fingerprint of the host's certificate, 64 hexadecimal digits; null: it has none.
   */
  cert_sha256: string | null;
}
/**
 * What a request would do. Nothing is created.
 */
export interface Plan {
  /**
   * The request would be accepted now.
   */
  fits: boolean;
  /**
   * True on a practice host.
   */
  simulated: boolean;
  /**
   * The VMs as they would be created, defaults filled in.
   */
  vms: PlannedVm[];
  /**
   * Each resource before and after.
   */
  resources: PlannedResource[];
  /**
   * Why the host would refuse it.
   */
  problems: PlanProblem[];
  /**
   * What to look at.
   */
  warnings: PlanProblem[];
  /**
   * Where VMs that are on the host already are not as the request says. Absent: the host is of a version that does not tell.
   */
  drift?: PlanDrift[];
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
}
/**
 * A VM with every default filled in.
 */
export interface PlannedVm {
  /**
   * Name.
   */
  vm_name: string;
  /**
   * vCPU.
   */
  cpu_cores: number;
  /**
   * MB.
   */
  ram_startup_mb: number;
  /**
   * MB.
   */
  ram_min_mb: number;
  /**
   * MB.
   */
  ram_max_mb: number;
  /**
   * Template.
   */
  disk_template_path: string;
  /**
   * Virtual switch.
   */
  network_adapter_name: string;
  /**
   * Generation.
   */
  generation: number;
  /**
   * Notes.
   */
  notes: string;
  /**
   * Tags.
   */
  tags: string[];
  /**
   * What the job waits for before the VM counts as done.
   */
  wait_for?: 'created' | 'ip';
  /**
   * Start it.
   */
  start: boolean;
  /**
   * Volume of its files.
   */
  volume: string;
  /**
   * When the host starts.
   */
  automatic_start_action: string;
  /**
   * When the host stops.
   */
  automatic_stop_action: string;
  secure_boot: PlannedSecureBoot;
  /**
   * Virtual TPM.
   */
  tpm: boolean;
  /**
   * Hyper-V inside.
   */
  nested_virtualization: boolean;
  /**
   * Checkpoints.
   */
  checkpoint_type: string;
  disk: PlannedDisk;
  /**
   * Data disks.
   */
  data_disks: PlannedDataDisk[];
  /**
   * All network adapters, the first included.
   */
  network_adapters: PlannedAdapter[];
  /**
   * ISO in the DVD drive.
   */
  dvd_path: string | null;
  guest?: PlannedGuest;
}
/**
 * Secure boot; of no effect on generation 1.
 */
export interface PlannedSecureBoot {
  /**
   * On.
   */
  enabled: boolean;
  /**
   * Whose signatures are trusted.
   */
  template: string;
}
/**
 * System disk.
 */
export interface PlannedDisk {
  /**
   * differencing or copy.
   */
  mode: string;
  /**
   * GB.
   */
  size_gb: number;
}
/**
 * Data disk.
 */
export interface PlannedDataDisk {
  /**
   * GB.
   */
  size_gb: number;
  /**
   * dynamic or fixed.
   */
  type: string;
  /**
   * Volume.
   */
  volume: string;
}
/**
 * Network adapter.
 */
export interface PlannedAdapter {
  /**
   * Virtual switch.
   */
  switch: string;
  /**
   * VLAN.
   */
  vlan_id: number | null;
  /**
   * MAC address.
   */
  mac_address: string | null;
  /**
   * MAC spoofing.
   */
  mac_spoofing: boolean;
}
/**
 * Settings inside the guest; absent: none.
 */
export interface PlannedGuest {
  /**
   * Whose form the settings are written in.
   */
  system: 'linux' | 'windows';
  /**
   * Host name.
   */
  hostname: string;
  /**
   * Account to make; null: that of the image.
   */
  admin_user: string | null;
  /**
   * Public keys that may log in.
   */
  ssh_authorized_keys: string[];
  /**
   * Fixed address with its prefix length; null: from DHCP.
   */
  ip_address: string | null;
  /**
   * Default gateway.
   */
  gateway: string | null;
  /**
   * Name servers.
   */
  dns: string[];
}
/**
 * One resource before and after the request.
 */
export interface PlannedResource {
  /**
   * The resource.
   */
  resource: 'cpu' | 'ram' | 'storage';
  /**
   * Of storage: the volume.
   */
  volume?: string;
  /**
   * Unit of the numbers.
   */
  unit: 'cores' | 'MB';
  /**
   * What the machine has.
   */
  total: number;
  /**
   * Free now.
   */
  available_before: number;
  /**
   * What the request needs.
   */
  requested: number;
  /**
   * Free afterwards; below 0 when it does not fit.
   */
  available_after: number;
  /**
   * It suffices.
   */
  fits: boolean;
}
/**
 * A reason the host would refuse the request, or a warning.
 */
export interface PlanProblem {
  /**
   * Stable code.
   */
  code: string;
  /**
   * JSON pointer into the body.
   */
  pointer: string;
  /**
   * Member.
   */
  parameter: string;
  /**
   * What it is and what to do.
   */
  message: string;
}
/**
 * A member in which a VM of the host is not as the request says.
 */
export interface PlanDrift {
  /**
   * Name of the VM.
   */
  vm_name: string;
  /**
   * Member of the spec.
   */
  member: string;
  /**
   * What the request says, as text.
   */
  planned: string;
  /**
   * What the host has, as text.
   */
  actual: string;
}
/**
 * What the guest reads when it first starts.
 */
export interface PlannedGuest1 {
  /**
   * Whose form the settings are written in.
   */
  system: 'linux' | 'windows';
  /**
   * Host name.
   */
  hostname: string;
  /**
   * Account to make; null: that of the image.
   */
  admin_user: string | null;
  /**
   * Public keys that may log in.
   */
  ssh_authorized_keys: string[];
  /**
   * Fixed address with its prefix length; null: from DHCP.
   */
  ip_address: string | null;
  /**
   * Default gateway.
   */
  gateway: string | null;
  /**
   * Name servers.
   */
  dns: string[];
}
/**
 * Answer to every request that makes a job.
 */
export interface ProvisionAccepted {
  provisioning_job_response: ProvisioningJobResponse;
}
/**
 * The job that was accepted.
 */
export interface ProvisioningJobResponse {
  /**
   * Id of the job.
   */
  job_id: string;
  status: JobStatus;
  /**
   * When it was accepted. RFC 3339, UTC.
   */
  timestamp: string;
}
/**
 * A disk that VMs can be made from.
 */
export interface Template {
  /**
   * Path on the host.
   */
  path: string;
  /**
   * Virtual size in GB.
   */
  size_gb: number;
  /**
   * Operating system: as recorded, else as its name says.
   */
  os: 'windows' | 'linux' | 'unknown';
  /**
   * Generation it was installed for, if known.
   */
  generation: number | null;
  /**
   * Disks of VMs, ours or not, that depend on it.
   */
  children: number;
  state: TemplateState;
  /**
   * Size of its file in GB; absent: the file is not there.
   */
  file_gb?: number;
  /**
   * Names of VMs whose disks depend on it, the first ten in alphabetical order.
   */
  dependents?: string[];
  /**
   * Whether the host remembers what it is, so that a change of it shows: true once it was added or used.
   */
  recorded?: boolean;
  /**
   * When it was added or first used. RFC 3339, UTC; null: not recorded, or before such times were kept.
   */
  added_at?: string | null;
  /**
   * Token that added it; null: nobody did, it was only used.
   */
  added_by?: string | null;
  /**
   * Path of the version that replaces it.
   */
  superseded_by?: string | null;
  /**
   * The disk that it is copied from, while it is `adding` or after it `failed`.
   */
  source?: string;
  /**
   * While it is `adding`: 0 while it waits for its turn, more once it is being copied; a copy tells no more until it is there.
   */
  progress?: number;
  error?: JobError;
}
/**
 * The template disks of the host.
 */
export interface TemplateList {
  /**
   * The templates.
   */
  templates: Template[];
  /**
   * The folders that templates are taken from.
   */
  roots: string[];
}
/**
 * What became of a template.
 */
export interface TemplateRemoved {
  /**
   * Path on the host.
   */
  path: string;
  /**
   * What became of its file; `none`: there was none, as of one that was still being added.
   */
  file: 'kept' | 'deleted' | 'none';
}
/**
 * A named token. Its secret is shown once, when it is made or rotated.
 */
export interface Token {
  /**
   * Name.
   */
  name: string;
  /**
   * What it may do.
   */
  role: 'viewer' | 'operator' | 'admin';
  /**
   * When it was made. RFC 3339, UTC.
   */
  created_at: string;
  /**
   * When it ends, or null. RFC 3339, UTC.
   */
  expires_at: string | null;
  /**
   * When its secret was last used, to the minute across restarts, or null. RFC 3339, UTC.
   */
  last_used_at: string | null;
  /**
   * When it was given its present secret in place of an older one, or null. RFC 3339, UTC.
   */
  rotated_at: string | null;
  /**
   * Until when the secret before is valid too; null: there is none. RFC 3339, UTC.
   */
  previous_ends_at: string | null;
  /**
   * When the secret before was last used, or null. RFC 3339, UTC.
   */
  previous_used_at: string | null;
  /**
   * The token itself, only in the answer that makes or rotates it.
   */
  secret?: string;
}
/**
 * Tokens, without their secrets.
 */
export interface TokenList {
  /**
   * The tokens.
   */
  tokens: Token[];
}
/**
 * A VM of the host, created by VMSpec or not.
 */
export interface Vm {
  /**
   * Name.
   */
  vm_name: string;
  /**
   * Id (GUID) on the host.
   */
  vm_id: string;
  /**
   * State, in the words of Hyper-V: `Running`, `Off`, `Starting`, …
   */
  state: string;
  /**
   * Created by VMSpec.
   */
  managed: boolean;
  /**
   * True on a practice host.
   */
  simulated: boolean;
  /**
   * The job that created it.
   */
  job_id: string | null;
  /**
   * Generation, 1 or 2.
   */
  generation: number;
  /**
   * Virtual processors.
   */
  cpu_cores: number;
  /**
   * Startup memory in MB.
   */
  ram_startup_mb: number;
  /**
   * Minimum memory in MB.
   */
  ram_min_mb: number;
  /**
   * Maximum memory in MB.
   */
  ram_max_mb: number;
  /**
   * Memory it has now, in MB; 0 when off.
   */
  memory_assigned_mb: number;
  /**
   * Seconds since it started; 0 when off.
   */
  uptime_s: number;
  /**
   * Addresses the guest reports.
   */
  ip_addresses: string[];
  /**
   * Host name that the guest reports; null: it reports none.
   */
  hostname?: string | null;
  guest?: VmGuest;
  /**
   * What the guest's integration services report.
   */
  heartbeat: 'ok' | 'no_contact' | 'not_running';
  /**
   * Its disks.
   */
  disks: VmDisk[];
  /**
   * Virtual switches of its network adapters.
   */
  switches: string[];
  /**
   * Tags.
   */
  tags: string[];
  /**
   * The user's notes.
   */
  notes: string;
  /**
   * Differs from what VMSpec set up.
   */
  changed_outside: boolean;
  charged: VmCharge;
}
/**
 * What a VM of ours was told to set up inside; absent where it was told nothing.
 */
export interface VmGuest {
  /**
   * Host name.
   */
  hostname: string;
  /**
   * Account that was made; null: that of the image.
   */
  admin_user: string | null;
  /**
   * Fixed address with its prefix length; null: from DHCP.
   */
  ip_address: string | null;
}
/**
 * A disk of a VM.
 */
export interface VmDisk {
  /**
   * Path on the host.
   */
  path: string;
  /**
   * Virtual size in MB.
   */
  size_mb: number;
  /**
   * Size of the file in MB.
   */
  file_mb: number;
  /**
   * Template of a differencing disk.
   */
  parent_path: string | null;
}
/**
 * What the VM takes from the capacity of the host.
 */
export interface VmCharge {
  /**
   * Cores.
   */
  cpu_cores: number;
  /**
   * Memory in MB.
   */
  ram_mb: number;
  /**
   * Storage in MB, all volumes.
   */
  storage_mb: number;
  /**
   * Where the memory figure comes from: the spec, the VM's startup, maximum or assigned memory; `unbounded` when its maximum exceeds the host; `off` when it takes none.
   */
  basis: 'spec' | 'startup' | 'maximum' | 'assigned' | 'unbounded' | 'off';
}
/**
 * A VM of the host as an entry of a spec.
 */
export interface VmExport {
  spec: VmSpec;
  /**
   * What the entry cannot say, and what a person has to fill in before it can be used.
   */
  remarks: string[];
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host.
   */
  simulated: boolean;
}
/**
 * The VMs of the host.
 */
export interface VmList {
  /**
   * The VMs.
   */
  vms: Vm[];
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
}
/**
 * Query of the activity log.
 */
export interface ActivityQuery {
  /**
   * How many, the newest.
   */
  limit?: number;
  /**
   * Only what was refused.
   */
  refused?: boolean;
}
/**
 * A disk that is to become a template.
 */
export interface AddTemplateBody {
  /**
   * Absolute path on the host of a .vhdx or .vhd file. One outside the template roots is copied below the first of them; one inside stays where it is.
   */
  path: string;
  /**
   * Operating system. Absent: that of the template it replaces, else what the name of the file says.
   */
  os?: 'windows' | 'linux' | 'unknown';
  /**
   * Generation of VMs that it boots in. A .vhd is converted to .vhdx for generation 2. Absent: that of the template it replaces; 1 for a .vhd, else not known.
   */
  generation?: 1 | 2;
  /**
   * Name of the file below the template root, without extension. Absent: that of the source.
   */
  name?: string;
  /**
   * Path of a template that this is a new version of. It is put beside the old one, which stays and is shown as superseded.
   */
  replaces?: string;
}
/**
 * What to mend.
 */
export interface AuditRepairBody {
  /**
   * Only say what would be done.
   */
  preview?: boolean;
  /**
   * Ids of findings. Default: every one that is safe to mend.
   *
   * @maxItems 1000
   */
  findings?: string[];
}
/**
 * A pairing code to make.
 */
export interface CreatePairingBody {
  /**
   * What the client that uses it may do.
   */
  role?: 'viewer' | 'operator' | 'admin';
  /**
   * Name of the token that the client gets. Absent: the name that the client gives.
   */
  name?: string;
}
/**
 * A token to make.
 */
export interface CreateTokenBody {
  /**
   * Name.
   */
  name: string;
  /**
   * What it may do.
   */
  role: 'viewer' | 'operator' | 'admin';
  /**
   * Seconds until it ends. Absent: never.
   */
  expires_in_s?: number;
}
/**
 * Names a VM to delete.
 */
export interface DeleteParams {
  /**
   * Id of the VM.
   */
  vm_id: string;
  /**
   * What becomes of its disks.
   */
  disks?: 'keep' | 'delete';
  /**
   * Turn it off first.
   */
  force?: boolean;
  /**
   * Repeating a call with the same key answers with the first job instead of making another.
   */
  idempotency_key?: string;
}
/**
 * How to delete a VM.
 */
export interface DeleteQuery {
  /**
   * Keep its disks, or delete them too.
   */
  disks?: 'keep' | 'delete';
  /**
   * Turn the VM off first when it is running.
   */
  force?: boolean;
}
/**
 * No parameters.
 */
export interface EmptyBody {}
/**
 * Query of the events.
 */
export interface EventsQuery {
  /**
   * Events after this position.
   */
  after?: number;
  /**
   * How many.
   */
  limit?: number;
}
/**
 * How to stop the host.
 */
export interface HostStopBody {
  /**
   * Wait until every job has ended, apart from those that only wait for guests, which go on at the next start. Otherwise only running steps come to their end, and the jobs go on at the next start.
   */
  drain?: boolean;
}
/**
 * Opens the conversation.
 */
export interface InitializeParams {
  /**
   * Name and version of the client.
   */
  client: string;
  protocol: ClientProtocol;
}
/**
 * Protocol versions the client speaks.
 */
export interface ClientProtocol {
  /**
   * Oldest.
   */
  min: number;
  /**
   * Newest.
   */
  max: number;
}
/**
 * Names a job to cancel or retry.
 */
export interface JobActionParams {
  /**
   * Id of the job.
   */
  job_id: string;
  /**
   * Repeating a call with the same key answers with the first job instead of making another.
   */
  idempotency_key?: string;
}
/**
 * Query of the jobs.
 */
export interface JobListQuery {
  status?: JobStatus;
  /**
   * How many.
   */
  limit?: number;
  /**
   * `next` of the page before.
   */
  after?: string;
}
/**
 * Names a job.
 */
export interface JobParams {
  /**
   * Id of the job.
   */
  job_id: string;
}
/**
 * Query of one job.
 */
export interface JobQuery {
  /**
   * Seconds to wait for the job to end before answering.
   */
  wait?: number;
}
/**
 * A pairing code, in exchange for a token.
 */
export interface PairBody {
  /**
   * The code; case, spaces and hyphens do not matter.
   */
  code: string;
  /**
   * Name of the client, for the list of tokens. Where it is taken, a number is added.
   */
  name: string;
  /**
   * Fingerprint of the certificate that the client saw; null: there was none.
   */
  cert_sha256: string | null;
}
/**
 * A plan request.
 */
export interface PlanParams {
  /**
   * The spec.
   */
  request: {
    [k: string]: unknown;
  };
}
/**
 * A provision request.
 */
export interface ProvisionParams {
  /**
   * The spec, as in the body of POST /api/vms/provision.
   */
  request: {
    [k: string]: unknown;
  };
  /**
   * Repeating a call with the same key answers with the first job instead of making another.
   */
  idempotency_key?: string;
  /**
   * What happens to finished VMs when another one fails.
   */
  on_failure?: 'keep' | 'rollback_all';
}
/**
 * Query of a provision request.
 */
export interface ProvisionQuery {
  /**
   * What happens to finished VMs when another one fails.
   */
  on_failure?: 'keep' | 'rollback_all';
}
/**
 * Which template to remove, and whether its file goes too.
 */
export interface RemoveTemplateQuery {
  /**
   * Path of the template on the host.
   */
  path: string;
  /**
   * Only forget the template, or delete its file too.
   */
  file?: 'keep' | 'delete';
}
/**
 * A new secret for a token.
 */
export interface RotateTokenBody {
  /**
   * Seconds for which the secret before stays valid beside the new one, so that programs can be changed over.
   */
  grace_s?: number;
  /**
   * Seconds until the token ends. Absent: when it would have ended before.
   */
  expires_in_s?: number;
}
/**
 * A page of the present state; the last one has `last`.
 */
export interface SnapshotPage {
  /**
   * Position that the snapshot reflects; events after it follow.
   */
  seq: number;
  /**
   * Epoch.
   */
  epoch: number;
  /**
   * Jobs.
   */
  jobs: Job[];
  /**
   * VMs.
   */
  vms: Vm[];
  /**
   * No further page.
   */
  last: boolean;
}
/**
 * How to stop a VM.
 */
export interface StopBody {
  /**
   * Ask the guest to shut down, or cut the power.
   */
  mode?: 'shut_down' | 'turn_off';
}
/**
 * Names a VM to stop.
 */
export interface StopParams {
  /**
   * Id of the VM.
   */
  vm_id: string;
  /**
   * How.
   */
  mode?: 'shut_down' | 'turn_off';
  /**
   * Repeating a call with the same key answers with the first job instead of making another.
   */
  idempotency_key?: string;
}
/**
 * Where to begin.
 */
export interface SubscribeParams {
  /**
   * Events after this position. Absent: from now on.
   */
  after?: number;
  /**
   * Epoch that the position belongs to.
   */
  epoch?: number;
}
/**
 * Where the stream stands.
 */
export interface SubscribeResult {
  /**
   * Epoch of the log.
   */
  epoch: number;
  /**
   * Position of the newest event.
   */
  seq: number;
  /**
   * Snapshot pages come first, because events after the given position are not to be had.
   */
  snapshot: boolean;
}
/**
 * Whether there was a subscription.
 */
export interface UnsubscribeResult {
  /**
   * There was one.
   */
  unsubscribed: boolean;
}
/**
 * Names a VM to start or restart.
 */
export interface VmJobParams {
  /**
   * Id of the VM.
   */
  vm_id: string;
  /**
   * Repeating a call with the same key answers with the first job instead of making another.
   */
  idempotency_key?: string;
}
/**
 * Names a VM.
 */
export interface VmParams {
  /**
   * Id of the VM.
   */
  vm_id: string;
}
/**
 * What an operation of our PowerShell module answers.
 */
export interface PowerShellAnswer {
  /**
   * Whether it did what was asked.
   */
  ok: boolean;
  /**
   * What the operation tells; its own schema says what.
   */
  result?: {
    [k: string]: unknown;
  };
  error?: PowerShellError;
  /**
   * Warnings of cmdlets.
   */
  warnings?: string[];
  /**
   * Time in the operation.
   */
  elapsed_ms?: number;
}
/**
 * An error record, as it says what happened in every language.
 */
export interface PowerShellError {
  /**
   * FullyQualifiedErrorId.
   */
  id: string;
  /**
   * Category of the error record.
   */
  category: string;
  /**
   * Windows error code as 0x8007000E.
   */
  hresult: string | null;
  /**
   * What PowerShell says, in the language of the machine.
   */
  message: string;
  /**
   * What it is about.
   */
  target: string | null;
  /**
   * Where in our module.
   */
  position?: string | null;
}
/**
 * Answer of `doctor_facts`. What cannot be read is null.
 */
export interface PowerShellDoctorFacts {
  /**
   * The newest Hyper-V module that is installed.
   */
  module: null | PowerShellModule;
  /**
   * The computer.
   */
  system: null | PowerShellSystem;
  /**
   * Windows.
   */
  windows: null | PowerShellWindows;
  /**
   * Hyper-V's management service.
   */
  service: null | PowerShellService;
  /**
   * Volumes.
   */
  volumes: PowerShellVolume[];
  /**
   * What the account may do.
   */
  rights: null | PowerShellRights;
  /**
   * Version of PowerShell.
   */
  ps_version: string;
  /**
   * Desktop or Core.
   */
  ps_edition: string;
  /**
   * Language mode of the shell.
   */
  language_mode: string;
  /**
   * Execution policy of each scope.
   */
  execution_policy: PowerShellPolicy[];
  /**
   * Folders asked about.
   */
  folders: PowerShellFolder[];
  /**
   * RFC 3339.
   */
  time: string;
}
/**
 * The Hyper-V module.
 */
export interface PowerShellModule {
  /**
   * Version.
   */
  version: string;
}
/**
 * The computer.
 */
export interface PowerShellSystem {
  /**
   * Name.
   */
  computer_name: string;
  /**
   * A hypervisor runs.
   */
  hypervisor_present: boolean;
}
/**
 * Windows.
 */
export interface PowerShellWindows {
  /**
   * Version.
   */
  version: string;
  /**
   * 1 client, 2 domain controller, 3 server.
   */
  product_type: number | null;
  /**
   * Free physical memory in MB.
   */
  free_physical_mb: number;
}
/**
 * A service.
 */
export interface PowerShellService {
  /**
   * Running, Stopped, …
   */
  state: string;
}
/**
 * A volume.
 */
export interface PowerShellVolume {
  /**
   * Drive with backslash.
   */
  path: string;
  /**
   * Size in MB.
   */
  total_mb: number;
  /**
   * Free space in MB.
   */
  free_mb: number;
}
/**
 * What the account may do, by SID.
 */
export interface PowerShellRights {
  /**
   * Name.
   */
  account: string;
  /**
   * SID.
   */
  sid: string;
  /**
   * Member of S-1-5-32-578.
   */
  hyperv_admin: boolean;
  /**
   * Administrator with an elevated token.
   */
  elevated_admin: boolean;
}
/**
 * Execution policy of a scope.
 */
export interface PowerShellPolicy {
  /**
   * Scope.
   */
  scope: string;
  /**
   * Policy.
   */
  policy: string;
}
/**
 * A folder.
 */
export interface PowerShellFolder {
  /**
   * Path.
   */
  path: string;
  /**
   * It is there.
   */
  exists: boolean;
  /**
   * SYSTEM has full control of it.
   */
  system_access: boolean | null;
}
/**
 * Answer of every ensure_ operation.
 */
export interface PowerShellEnsured {
  /**
   * Whether something was done; else it was there already.
   */
  acted: boolean;
  output: PowerShellStepOutput;
}
/**
 * What a step tells later ones.
 */
export interface PowerShellStepOutput {
  /**
   * Format of a template.
   */
  format?: 'VHD' | 'VHDX';
  /**
   * Id of a VM.
   */
  vm_id?: string;
  /**
   * Identifier stored in a template.
   */
  disk_id?: string;
  /**
   * Virtual size of a template in MB.
   */
  size_mb?: number;
  /**
   * Changes with the content of a template; null: it could not be read.
   */
  content_stamp?: string | null;
}
/**
 * Answer of `inventory`: unchanged, or a page of what there is or of what changed.
 */
export interface PowerShellInventory {
  /**
   * Changes with everything but figures.
   */
  stamp: string;
  /**
   * The known stamp still holds.
   */
  unchanged?: boolean;
  inventory?: PowerShellInventoryPage;
  /**
   * The known stamp, when VMs and own files are only those that changed since.
   */
  since?: string;
  /**
   * Ids of VMs that are gone since.
   */
  gone_vms?: string[];
  /**
   * Paths of own files that are gone since.
   */
  gone_files?: string[];
  /**
   * Ask for the next page with this.
   */
  next_page?: string | null;
}
/**
 * One page; the host, volumes and switches are on each.
 */
export interface PowerShellInventoryPage {
  host: PowerShellHost;
  /**
   * Volumes.
   */
  volumes: PowerShellVolume[];
  /**
   * Virtual switches.
   */
  switches: PowerShellSwitch[];
  /**
   * Templates.
   */
  templates: PowerShellTemplate[];
  /**
   * VMs.
   */
  vms: PowerShellVm[];
  /**
   * Disk files below the folders of ours.
   */
  own_files: PowerShellDisk[];
}
/**
 * The host.
 */
export interface PowerShellHost {
  /**
   * Name.
   */
  computer_name: string;
  /**
   * Version of Windows.
   */
  hyperv_version: string;
  /**
   * Logical processors.
   */
  logical_processors: number;
  /**
   * Memory in MB.
   */
  memory_mb: number;
  /**
   * Memory that a VM could still be started with, in MB.
   */
  memory_available_mb: number;
  /**
   * Default folder of VMs.
   */
  default_vm_path: string;
  /**
   * Default folder of disks.
   */
  default_disk_path: string;
}
/**
 * A virtual switch.
 */
export interface PowerShellSwitch {
  /**
   * Name.
   */
  name: string;
  /**
   * Type.
   */
  type: 'External' | 'Internal' | 'Private';
  /**
   * VLAN.
   */
  vlan_id: number | null;
}
/**
 * A disk that VMs can be made from.
 */
export interface PowerShellTemplate {
  /**
   * Path of the file.
   */
  path: string;
  /**
   * Format.
   */
  format: 'VHD' | 'VHDX';
  /**
   * Identifier stored in the disk.
   */
  disk_id: string;
  /**
   * Virtual size in MB.
   */
  size_mb: number;
  /**
   * Size of the file in MB.
   */
  file_mb: number;
  /**
   * The disk that it depends on.
   */
  parent_path: string | null;
  /**
   * Operating system.
   */
  os: 'windows' | 'linux' | 'unknown';
  /**
   * Generation that it boots on.
   */
  generation: 1 | 2 | null;
  /**
   * Changes with the content of the disk; null: it could not be read.
   */
  content_stamp?: string | null;
}
/**
 * A VM.
 */
export interface PowerShellVm {
  /**
   * Id.
   */
  vm_id: string;
  /**
   * Name.
   */
  vm_name: string;
  /**
   * State, as Hyper-V names it.
   */
  state: string;
  /**
   * Generation.
   */
  generation: 1 | 2;
  /**
   * Folder of the configuration.
   */
  path: string;
  /**
   * Notes.
   */
  notes: string;
  /**
   * Virtual processors.
   */
  cpu_cores: number;
  /**
   * Runs Hyper-V itself.
   */
  nested_virtualization: boolean;
  /**
   * Memory is dynamic.
   */
  dynamic_memory: boolean;
  /**
   * Startup memory in MB.
   */
  ram_startup_mb: number;
  /**
   * Minimum in MB.
   */
  ram_min_mb: number;
  /**
   * Maximum in MB.
   */
  ram_max_mb: number;
  /**
   * Assigned now, in MB.
   */
  memory_assigned_mb: number;
  /**
   * Time since it was started, in seconds.
   */
  uptime_s: number;
  /**
   * Heartbeat.
   */
  heartbeat: 'ok' | 'no_contact' | 'not_running';
  /**
   * Addresses that the guest reports.
   */
  ip_addresses: string[];
  /**
   * When the host starts.
   */
  automatic_start_action: 'nothing' | 'start_if_running' | 'start';
  /**
   * When the host stops.
   */
  automatic_stop_action: 'shut_down' | 'save' | 'turn_off';
  /**
   * Kind of checkpoints.
   */
  checkpoint_type: 'disabled' | 'production' | 'production_only' | 'standard';
  /**
   * Null on generation 1.
   */
  secure_boot: null | PowerShellSecureBoot;
  /**
   * Has a virtual TPM.
   */
  tpm: boolean;
  /**
   * Image in the DVD drive.
   */
  dvd_path: string | null;
  /**
   * Disks.
   */
  disks: PowerShellDisk[];
  /**
   * Network adapters.
   */
  adapters: PowerShellAdapter[];
}
/**
 * Secure boot.
 */
export interface PowerShellSecureBoot {
  /**
   * On.
   */
  enabled: boolean;
  /**
   * Template.
   */
  template: string;
}
/**
 * A disk file.
 */
export interface PowerShellDisk {
  /**
   * Path of the file.
   */
  path: string;
  /**
   * Format.
   */
  format: 'VHD' | 'VHDX';
  /**
   * Identifier stored in the disk.
   */
  disk_id: string;
  /**
   * Virtual size in MB.
   */
  size_mb: number;
  /**
   * Size of the file in MB.
   */
  file_mb: number;
  /**
   * The disk that it depends on.
   */
  parent_path: string | null;
}
/**
 * A network adapter.
 */
export interface PowerShellAdapter {
  /**
   * Virtual switch.
   */
  switch: string | null;
  /**
   * VLAN.
   */
  vlan_id: number | null;
  /**
   * Fixed MAC address, or null when Hyper-V chooses.
   */
  mac_address: string | null;
  /**
   * May change its address.
   */
  mac_spoofing: boolean;
}
/**
 * Answer of every probe_ operation.
 */
export interface PowerShellProbed {
  /**
   * What a look says.
   */
  state: 'done' | 'absent' | 'partial';
  output?: PowerShellStepOutput;
}
/**
 * What a shell says of itself when it has loaded our module.
 */
export interface PowerShellShell {
  /**
   * Version of PowerShell.
   */
  version: string;
  /**
   * Desktop or Core.
   */
  edition: string;
}
/**
 * `installed.json` in the program folder: what is installed as a service on this computer.
 */
export interface Installation {
  /**
   * Installed version.
   */
  version: string;
  /**
   * The version before it, whose program files are kept; null when there was none.
   */
  previous_version: string | null;
  /**
   * When. RFC 3339, UTC.
   */
  installed_at: string;
  /**
   * Folder of the host's records.
   */
  data_directory: string;
  /**
   * Port of the host.
   */
  port: number;
  firewall_profile: FirewallProfile;
  /**
   * Whether there is a firewall rule: not while only this computer is let in.
   */
  firewall_open: boolean;
  /**
   * SIDs that may read the administrator's token.
   *
   * @maxItems 64
   */
  operators: string[];
  /**
   * Account of the service: SYSTEM or DOMAIN\name$.
   */
  account: string;
}
/**
 * What PowerShell tells an installation before anything is changed.
 */
export interface SetupFacts {
  /**
   * Execution policy that the service will meet.
   */
  execution_policy: string;
  /**
   * Language mode of this machine's PowerShell.
   */
  language_mode: string;
  /**
   * SIDs of the owners of the program folder and of the file that marks it, as far as they are there.
   *
   * @maxItems 2
   */
  program_owners: string[];
  /**
   * The same of the data folder.
   *
   * @maxItems 2
   */
  data_owners: string[];
}
/**
 * What Windows knows of the scheduled task.
 */
export interface TaskState {
  /**
   * Running, Ready, Disabled, Queued, Unknown, or Missing.
   */
  state: string;
  /**
   * When it last started. RFC 3339, UTC.
   */
  last_run: string | null;
  /**
   * Exit code of the last run, or an HRESULT.
   */
  last_result: number | null;
  /**
   * Program that it runs.
   */
  program: string | null;
}
/**
 * Settings of an editor, below `vmspec`, that the language server reads. Others may stand beside them.
 */
export interface EditorSettings {
  codeLens?: CodeLensSetting;
  inlayHints?: InlayHintsSetting;
}
/**
 * Lines over a specification and its VMs that say whether they fit the host.
 */
export interface CodeLensSetting {
  /**
   * Show them.
   */
  enabled?: boolean;
}
/**
 * Memory in GB beside its MB.
 */
export interface InlayHintsSetting {
  /**
   * Show it.
   */
  enabled?: boolean;
}
/**
 * What an editor tells the language server about the host that specs are written for: parameters of the notification `vmspec/hostFacts`. Null parameters say that there is no host any more.
 */
export interface HostFactsParams {
  host: FactsHost;
  /**
   * When the editor received the facts, by the clock of its own computer. RFC 3339, UTC.
   */
  at: string;
  capacity: Capacity1;
  templates: TemplateList1;
  networks: NetworkList1;
  /**
   * Names of all VMs that the host has or is creating, whoever created them.
   */
  vm_names: string[];
  /**
   * Addresses of all VMs that the host has or is creating. Absent: none is known.
   */
  addresses?: HeldAddress[];
  /**
   * VMs that VMSpec created, as `GET /api/vms` tells them: a spec whose VMs are there already is told from one whose names are taken. Absent: it is not.
   */
  own_vms?: Vm[];
}
/**
 * The host that the facts are about.
 */
export interface FactsHost {
  /**
   * Name that people know the host by.
   */
  name: string;
  /**
   * True on a practice host: nothing is created.
   */
  simulated: boolean;
  /**
   * Folder of new VMs, as `GET /api/host` tells it: its volume is the default of `volume`.
   */
  vm_root: string;
}
/**
 * As `GET /api/capacity` tells it.
 */
export interface Capacity1 {
  /**
   * CPU, RAM, and storage for each volume.
   */
  resources: CapacityResource[];
  /**
   * What to look at.
   */
  warnings: Warning[];
  /**
   * Disks kept after their VM was deleted. They count as used while their file exists.
   */
  kept_disks: KeptDisk[];
  /**
   * When the host was read. RFC 3339, UTC.
   */
  at: string;
  /**
   * True on a practice host.
   */
  simulated: boolean;
}
/**
 * As `GET /api/templates` tells it.
 */
export interface TemplateList1 {
  /**
   * The templates.
   */
  templates: Template[];
  /**
   * The folders that templates are taken from.
   */
  roots: string[];
}
/**
 * As `GET /api/networks` tells it.
 */
export interface NetworkList1 {
  /**
   * Named networks and virtual switches.
   */
  networks: Network[];
}
/**
 * An address that a VM has or is promised.
 */
export interface HeldAddress {
  /**
   * With or without a prefix length.
   */
  address: string;
  /**
   * Who has it.
   */
  vm_name: string;
}
/**
 * What an editor may tell the language server when it starts. Every member may be left out.
 */
export interface InitializationOptions {
  /**
   * Address of the page of error codes, which diagnostics link to. Default: the page beside the program.
   */
  documentation?: string;
}
/**
 * Answer to the request `vmspec/problems`: the same problems as the diagnostics, by pointers.
 */
export interface ProblemsAnswer {
  /**
   * Version of the document that was looked at; null: it is not open.
   */
  version: number | null;
  /**
   * In document order.
   */
  problems: PlacedProblem[];
}
/**
 * A problem and the value that it is about.
 */
export interface PlacedProblem {
  /**
   * JSON pointer to the value; of a missing member to where it would be.
   */
  pointer: string;
  /**
   * Stable code.
   */
  code: string;
  severity: 'error' | 'warning' | 'information';
  /**
   * What is wrong and what to write instead.
   */
  message: string;
}
/**
 * Parameters of the request `vmspec/problems`.
 */
export interface ProblemsParams {
  /**
   * Address of an open document.
   */
  uri: string;
}
/**
 * The page was loaded and knows nothing: everything is sent.
 */
export interface PageReady {
  type: 'ready';
}
/**
 * A line for the log: what the page dropped, or a mistake in it.
 */
export interface PageLog {
  type: 'log';
  line: string;
}
/**
 * Something that a person wants done.
 */
export interface DashboardAction {
  type: 'action';
  action: DashboardActionName;
  /**
   * Ids of the rows that it is for.
   *
   * @maxItems 5000
   */
  ids: string[];
}
/**
 * The host, or why there is none.
 */
export interface DashboardHost {
  type: 'host';
  /**
   * Name of the host; empty while it is not known.
   */
  name: string;
  /**
   * A practice host: nothing real is created.
   */
  simulated: boolean;
  /**
   * Where the connection stands.
   */
  standing: 'open' | 'connecting' | 'away' | 'none';
  /**
   * Why it is not open; empty where nothing is to be said.
   */
  message: string;
}
/**
 * Rows that are new or different, and those that have gone.
 */
export interface DashboardRows {
  type: 'rows';
  /**
   * These are all rows: others are forgotten.
   */
  full: boolean;
  /**
   * VMs.
   */
  vms: DashboardVm[];
  /**
   * Jobs.
   */
  jobs: DashboardJob[];
  /**
   * Ids of rows that have gone.
   */
  gone: string[];
}
/**
 * A VM: one of the host, or one that a job is to create or could not create.
 */
export interface DashboardVm {
  /**
   * Id of the row: that of the VM, or of its place in a job.
   */
  id: string;
  /**
   * Name.
   */
  name: string;
  status: DashboardStatus;
  /**
   * Step under way, or why it failed; empty where there is nothing to say.
   */
  detail: string;
  /**
   * Power state in words; empty while there is no VM.
   */
  power: string;
  /**
   * Address to reach it by; empty while it tells none.
   */
  address: string;
  /**
   * Job that created it or is to; empty: none of ours.
   */
  job: string;
  /**
   * Processors, memory and disks in words.
   */
  size: string;
  /**
   * VMSpec created it.
   */
  own: boolean;
  /**
   * The host has it.
   */
  there: boolean;
}
/**
 * A job.
 */
export interface DashboardJob {
  /**
   * Id of the job.
   */
  id: string;
  /**
   * What it is for, in words.
   */
  name: string;
  status: JobStatus;
  /**
   * Where it stands, in words.
   */
  detail: string;
  /**
   * How much of it is done.
   */
  percent: number;
  /**
   * When it was submitted. RFC 3339, UTC.
   */
  submitted: string;
  /**
   * Who asked for it.
   */
  operator: string;
  kind: JobKind;
}
/**
 * Capacity over time since the extension began to look.
 */
export interface DashboardSamples {
  type: 'samples';
  /**
   * Times, in milliseconds since 1970.
   */
  at: number[];
  /**
   * Each resource.
   */
  resources: DashboardResource[];
}
/**
 * One resource over time.
 */
export interface DashboardResource {
  /**
   * Name in words.
   */
  name: string;
  /**
   * Unit of the numbers.
   */
  unit: 'vCPU' | 'GB';
  /**
   * What of it may be promised now.
   */
  usable: number;
  /**
   * What was taken of it at each time; null: not known.
   */
  taken: (number | null)[];
}
/**
 * Changes of the file, all or none.
 */
export interface FormEdit {
  type: 'edit';
  /**
   * Counts the edits of a page.
   */
  seq: number;
  /**
   * Version of the text that the page saw: where another hand has changed it since, the edit is dropped.
   */
  base: number;
  /**
   * In order: each one sees what the ones before it did.
   *
   * @maxItems 20000
   */
  changes: FormChange[];
}
/**
 * One change: a value is set, a member or item is removed, or an item is put into a list.
 */
export interface FormChange {
  kind: 'set' | 'remove' | 'insert';
  /**
   * Members and indexes, from the document down; always below `provisioning_request`. To insert: where the item will be.
   *
   * @minItems 2
   * @maxItems 8
   */
  path: (string | number)[];
  /**
   * What is set or inserted.
   */
  value?: string | number | boolean | {} | unknown[] | null;
}
/**
 * Shows a value in the text.
 */
export interface FormReveal {
  type: 'reveal';
  /**
   * JSON pointer of the value.
   */
  pointer: string;
}
/**
 * Offers the person's own public keys for these VMs; answered with `keys` once some were chosen.
 */
export interface FormPickKeys {
  type: 'pickKeys';
  /**
   * Positions of the VMs.
   *
   * @minItems 1
   * @maxItems 500
   */
  vms: number[];
}
/**
 * A button.
 */
export interface FormAction {
  type: 'action';
  action:
    | 'submit'
    | 'cancel'
    | 'retry'
    | 'dismissJob'
    | 'dismissRefusal'
    | 'openText'
    | 'connect'
    | 'reconnect'
    | 'practice'
    | 'trust'
    | 'showLog';
}
/**
 * The file as it stands.
 */
export interface FormDocument {
  type: 'document';
  /**
   * Name of the file.
   */
  name: string;
  /**
   * Version of the text in the editor.
   */
  version: number;
  /**
   * Number of the last edit of this page that the text holds; 0: none.
   */
  ack: number;
  change: TextChange;
  /**
   * Why the text of now cannot be shown; null: it is shown.
   */
  broken: null | BrokenText;
}
/**
 * What makes the text that was told last, first an empty one, into the last text that was JSON with a request in it.
 */
export interface TextChange {
  /**
   * Where it begins, in UTF-16 units.
   */
  offset: number;
  /**
   * UTF-16 units that go.
   */
  length: number;
  /**
   * What is put in their place.
   */
  content: string;
}
/**
 * A mistake that keeps a text from being read.
 */
export interface BrokenText {
  /**
   * Line of the mistake, from 1.
   */
  line: number;
  /**
   * What is wrong.
   */
  message: string;
}
/**
 * What the language server says of the file.
 */
export interface FormVerdict {
  type: 'verdict';
  /**
   * False until the text of now was looked at.
   */
  checked: boolean;
  /**
   * Every problem, in the order of the text.
   */
  problems: FormProblem[];
}
/**
 * Something wrong, or to be looked at.
 */
export interface FormProblem {
  /**
   * JSON pointer of what it is about.
   */
  pointer: string;
  /**
   * Stable code.
   */
  code: string;
  /**
   * How grave it is.
   */
  severity: 'error' | 'warning' | 'information';
  /**
   * What it is and what to do.
   */
  message: string;
}
/**
 * The host, and what it has to choose from.
 */
export interface FormHost {
  type: 'host';
  /**
   * Where the connection stands.
   */
  state: 'untrusted' | 'none' | 'connecting' | 'open' | 'waiting' | 'failed';
  /**
   * Name of the host, also of one that is away.
   */
  name: string | null;
  /**
   * True on a practice host.
   */
  simulated: boolean;
  /**
   * Why there is no connection; empty while there is one.
   */
  reason: string;
  templates: FormChoice[];
  switches: FormChoice[];
  volumes: FormChoice[];
}
/**
 * A value of the host that a field may take.
 */
export interface FormChoice {
  /**
   * What is written.
   */
  value: string;
  /**
   * What it is, for people.
   */
  label: string;
}
/**
 * The room on the host before and after the request.
 */
export interface FormCapacity {
  type: 'capacity';
  /**
   * none: no host was asked yet, `reason` says why; stale: from before `reason`.
   */
  state: 'none' | 'current' | 'stale';
  /**
   * Why it is not current; empty when it is.
   */
  reason: string;
  /**
   * The host would take the request; null: unknown.
   */
  fits: boolean | null;
  resources: FormResource[];
}
/**
 * One resource. Every amount in its unit.
 */
export interface FormResource {
  /**
   * What it is called: CPU (vCPU), RAM, Storage C:\.
   */
  name: string;
  unit: 'cores' | 'MB';
  /**
   * What the machine has.
   */
  total: number;
  /**
   * What may be promised: the total, by the host's percentage.
   */
  limit: number;
  /**
   * Kept back for the host.
   */
  host_reserve: number;
  /**
   * Held by VMs and kept disks.
   */
  committed: number;
  /**
   * Held for jobs under way.
   */
  reserved: number;
  /**
   * What this request needs.
   */
  requested: number;
  /**
   * What stays free.
   */
  free_after: number;
  /**
   * By how much it is too much.
   */
  over_by: number;
}
/**
 * Where a submit stands.
 */
export interface FormSubmission {
  type: 'submission';
  state: 'idle' | 'asking' | 'sending';
  /**
   * Why the last one was not accepted; null: it was, or there was none.
   */
  refusal: null | FormRefusal;
}
/**
 * Why a request was not accepted.
 */
export interface FormRefusal {
  /**
   * The reason.
   */
  message: string;
  /**
   * What to do next; may be empty.
   */
  hint: string;
}
/**
 * The job that came out of this file.
 */
export interface FormJobMessage {
  type: 'job';
  /**
   * Null: there is none to be shown.
   */
  job: null | FormJob;
}
/**
 * A job for people.
 */
export interface FormJob {
  job_id: string;
  /**
   * What it does, where.
   */
  title: string;
  /**
   * Where it stands, on one line.
   */
  line: string;
  percent: number;
  /**
   * unknown: the host does not tell; `away` says why.
   */
  phase: 'running' | 'cancelling' | 'success' | 'cancelled' | 'partial' | 'failed' | 'unknown';
  /**
   * Why what is shown may be old; empty when it is not.
   */
  away: string;
  /**
   * How it ended; empty while it runs.
   */
  outcome: string;
  /**
   * What to do now; empty while it runs.
   */
  next: string;
  /**
   * A retry may create what is missing.
   */
  retry: boolean;
  vms: FormJobVm[];
}
/**
 * A VM of a job.
 */
export interface FormJobVm {
  name: string;
  /**
   * Where it stands, in words.
   */
  state: string;
  percent: number;
  phase: 'waiting' | 'running' | 'success' | 'failed';
  /**
   * Why it failed and what to do; else empty.
   */
  error: string;
}
/**
 * Public keys that a person has chosen for VMs.
 */
export interface FormKeys {
  type: 'keys';
  /**
   * Positions of the VMs, as they were asked for.
   */
  vms: number[];
  /**
   * One line each, as in the file of a key.
   *
   * @minItems 1
   */
  keys: string[];
}
/**
 * The cursor of the text stands on a value: its field is shown.
 */
export interface FormFocus {
  type: 'focus';
  /**
   * JSON pointer of the value.
   */
  pointer: string;
}
