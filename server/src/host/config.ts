import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { readBytes } from '#core/bytes.ts';
import type { CapacityPolicy } from '#core/capacity.ts';
import { MB_PER_GB } from '#core/charges.ts';
import { namesFault } from '#core/networks.ts';
import { readDocument } from '#core/readDocument.ts';
import type { Problem } from '#core/problem.ts';
import configSchema from '#schemas/config.schema.json' with { type: 'json' };
import * as validators from '#schemas/generated/validators.js';
import type { HostConfig, HostReserve, Limits } from '#schemas/generated/types.ts';
import { BODY_BYTES } from '#schemas/limits.ts';

/** Configuration with every default filled in. */
export interface Settings {
  readonly config: HostConfig;
  readonly bind: string;
  readonly names: readonly string[];
  readonly allowed_origins: readonly string[];
  readonly limits: Required<Limits>;
}

export type ConfigReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Reads the configuration file; a missing one is an empty one. `bind` is what the command line says, if it does. */
export function readConfig(path: string, mustExist: boolean, bind: string | null): ConfigReading {
  const bytes = readIfThere(path);
  if (bytes === null && mustExist) return { ok: false, reasons: [`${path} cannot be read`] };
  const reading = bytes === null ? ({ ok: true, text: '{}' } as const) : readBytes(bytes, BODY_BYTES);
  if (!reading.ok) return { ok: false, reasons: [`${path}: ${reading.problem.message}`] };
  const document = readDocument(reading.text, validators.HostConfig, { schema: configSchema });
  if (document.value === null)
    return { ok: false, reasons: document.problems.map((problem) => reasonOf(path, problem)) };
  return settingsOf(document.value, bind);
}

function reasonOf(path: string, { pointer, message }: Problem): string {
  return `${path}${pointer === '' ? '' : `#${pointer}`}: ${message}`;
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Fills in every default; refuses what must not be. */
export function settingsOf(config: HostConfig, bindOption: string | null): ConfigReading {
  const bind = bindOption ?? config.bind ?? configSchema.properties.bind.default;
  if (!isLoopback(bind) && (config.allow_remote !== true || config.tls === undefined)) {
    const reason = `Listening on ${bind} would let other computers in: set allow_remote to true and give a certificate in tls, or listen on 127.0.0.1.`;
    return { ok: false, reasons: [reason] };
  }
  const fault = namesFault(Object.keys(config.networks ?? {}));
  if (fault !== null) return { ok: false, reasons: [`networks: ${fault}`] };
  const names = (config.names ?? []).map((name) => name.toLowerCase());
  const limits = { ...defaultLimits(), ...config.limits };
  return {
    ok: true,
    settings: { config, bind, names, allowed_origins: config.allowed_origins ?? [], limits },
  };
}

/** Whether only this computer reaches the address. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** The defaults stand in the schema, where users read them. */
export function defaultLimits(): Required<Limits> {
  const of = configSchema.definitions.limits.properties;
  return {
    headers_timeout_ms: of.headers_timeout_ms.default,
    request_timeout_ms: of.request_timeout_ms.default,
    keep_alive_timeout_ms: of.keep_alive_timeout_ms.default,
    max_connections: of.max_connections.default,
    max_requests_per_socket: of.max_requests_per_socket.default,
    jobs_per_second: of.jobs_per_second.default,
    unfinished_jobs: of.unfinished_jobs.default,
    websocket_clients: of.websocket_clients.default,
    websocket_ping_ms: of.websocket_ping_ms.default,
    vm_concurrency: of.vm_concurrency.default,
    step_timeout_s: of.step_timeout_s.default,
    guest_wait_s: of.guest_wait_s.default,
    inventory_interval_ms: of.inventory_interval_ms.default,
  };
}

/** How much may be promised. What the configuration leaves open, the practice machine's own file may tell. */
export function policyOf({ config }: Settings, machine: HostReserve, simulated: boolean): CapacityPolicy {
  const { percent } = configSchema.definitions;
  const reserve = { ...machine, ...config.host_reserve };
  const storage = reserve.storage_gb;
  return {
    cpu_percent: config.cpu_percent ?? percent.default,
    ram_percent: config.ram_percent ?? percent.default,
    storage_percent: config.storage_percent ?? percent.default,
    reserve_cpu_cores: reserve.cpu_cores ?? 0,
    reserve_ram_mb: reserve.ram_mb ?? 0,
    reserve_storage_mb: storage === undefined ? (simulated ? 0 : null) : storage * MB_PER_GB,
  };
}
