import { join } from 'node:path';
import type { Environment } from '#shared/host/dataDirectory.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { configDirectory } from './configDirectory.ts';
import { readIfThere, replacePrivately } from './files.ts';

/** A host that a person gave a name. */
export interface HostProfile {
  readonly url: string;
  /** File that holds the token, and nothing else; absent: none. */
  readonly token_file?: string;
  /** Fingerprint of the certificate, 64 hexadecimal digits. */
  readonly cert_sha256?: string;
}

/** `hosts.json` in the person's settings folder. */
export interface HostProfiles {
  /** The host that commands speak to unless told otherwise. */
  readonly current: string | null;
  readonly hosts: Readonly<Record<string, HostProfile>>;
}

const none: HostProfiles = { current: null, hosts: {} };

/** Where the profiles are kept. */
export function profilesPath(env: Environment, platform: NodeJS.Platform): string {
  return join(configDirectory(env, platform), 'hosts.json');
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isProfile(value: unknown): value is HostProfile {
  if (typeof value !== 'object' || value === null) return false;
  const profile: Partial<Record<keyof HostProfile, unknown>> = value;
  return typeof profile.url === 'string' && isText(profile.token_file) && isText(profile.cert_sha256);
}

function isProfiles(value: unknown): value is HostProfiles {
  if (typeof value !== 'object' || value === null) return false;
  const { current, hosts }: Partial<Record<keyof HostProfiles, unknown>> = value;
  const named = current === null || typeof current === 'string';
  return named && typeof hosts === 'object' && hosts !== null && Object.values(hosts).every(isProfile);
}

/** The saved hosts. Throws CliFailure when the file is there and is not what it should be. */
export function readProfiles(path: string): HostProfiles {
  const text = readIfThere(path);
  if (text === null) return none;
  try {
    const value: unknown = JSON.parse(text);
    if (isProfiles(value)) return value;
  } catch {
    // Told below, as any other damage is.
  }
  throw new CliFailure(
    exitCodes.configuration,
    `${path} is damaged.`,
    'Mend it, or remove it and add your hosts again with `vmspec host add`.',
  );
}

/** Saves the hosts. */
export function writeProfiles(path: string, profiles: HostProfiles): void {
  replacePrivately(path, `${JSON.stringify(profiles, null, 2)}\n`);
}

/** The profile of a name. Throws CliFailure, with the names there are, when there is none. */
export function profileNamed(profiles: HostProfiles, name: string, namedBy: string): HostProfile {
  const profile = Object.hasOwn(profiles.hosts, name) ? profiles.hosts[name] : undefined;
  if (profile !== undefined) return profile;
  const names = Object.keys(profiles.hosts).join(', ');
  throw new CliFailure(
    exitCodes.usage,
    `No host is saved under the name "${name}" (${namedBy}).`,
    names === '' ? 'Save one with: vmspec host add NAME --url URL --code CODE' : `Saved are: ${names}.`,
  );
}
