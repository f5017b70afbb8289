import { dataDirectories, type Environment } from '#shared/host/dataDirectory.ts';
import { readAddress } from '#shared/host/address.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import type { Target } from '../client/target.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { localTarget, runningHost } from './localHost.ts';
import { profileNamed, profilesPath, readProfiles } from './profiles.ts';
import { checkToken, readToken } from './token.ts';

/** The options with which a command names its host. */
export interface ConnectionOptions {
  readonly host?: string;
  readonly url?: string;
  readonly tokenFile?: string;
  readonly certSha256?: string;
  readonly dataDir?: string;
}

interface Found {
  readonly token: string | null;
  readonly tokenFrom: string;
}

/** A base address. Throws CliFailure for anything a token must not be sent to. */
export function checkUrl(text: string, from: string): URL {
  const reading = readAddress(text);
  if ('url' in reading) return reading.url;
  if (reading.wrong === 'form') {
    throw new CliFailure(
      exitCodes.usage,
      `"${text}" (${from}) is not an address.`,
      'Example: http://127.0.0.1:4417',
    );
  }
  throw new CliFailure(
    exitCodes.configuration,
    `${new URL(text).origin} (${from}) is another computer, and over http the token could be read on the way.`,
    'Use https, or a tunnel to this computer: ssh -L 4417:127.0.0.1:4417 HOST',
  );
}

/** A fingerprint, or null where none is given. Throws CliFailure when it is none. */
export function checkFingerprint(text: string | undefined, from: string): string | null {
  if (text === undefined) return null;
  const digits = normalizeFingerprint(text);
  if (digits !== null) return digits;
  throw new CliFailure(
    exitCodes.usage,
    `${from} is not a SHA-256 fingerprint.`,
    'It has 64 hexadecimal digits.',
  );
}

/** A token that was named beside the host; null when none was. */
function namedToken(options: ConnectionOptions, env: Environment): Found | null {
  if (options.tokenFile !== undefined) {
    return { token: readToken(options.tokenFile), tokenFrom: `${options.tokenFile} (--token-file)` };
  }
  if (env['VMSPEC_TOKEN'] !== undefined) {
    return { token: checkToken(env['VMSPEC_TOKEN'], 'VMSPEC_TOKEN'), tokenFrom: 'VMSPEC_TOKEN' };
  }
  const file = env['VMSPEC_TOKEN_FILE'];
  return file === undefined ? null : { token: readToken(file), tokenFrom: `${file} (VMSPEC_TOKEN_FILE)` };
}

/** The token of a running local host, which goes to that host's address only. */
function ownToken(url: URL, directories: readonly string[]): Found {
  const own = directories.find((directory) => {
    const running = runningHost(directory);
    return running !== null && new URL(running.url).origin === url.origin;
  });
  if (own === undefined) return { token: null, tokenFrom: 'nowhere' };
  const { token, tokenFrom } = localTarget([own], 'host.json');
  return { token, tokenFrom };
}

/** Finds the host of a command: by its options, the environment, `host use`, the local host, in this order. */
export function findTarget(options: ConnectionOptions, env: Environment, platform: NodeJS.Platform): Target {
  const directories = dataDirectories(env, platform, options.dataDir ?? null);
  const byUrl = (text: string, namedBy: string): Target => {
    const url = checkUrl(text, namedBy);
    const pin =
      checkFingerprint(options.certSha256, '--cert-sha256') ??
      checkFingerprint(env['VMSPEC_CERT_SHA256'], 'VMSPEC_CERT_SHA256');
    return {
      url,
      ...(namedToken(options, env) ?? ownToken(url, directories)),
      certSha256: pin,
      namedBy,
      simulated: null,
    };
  };
  // A folder that is named on the command line says more than a token in the environment.
  const local = (namedBy: string): Target => ({
    ...localTarget(directories, namedBy),
    ...namedToken(options, options.dataDir === undefined ? env : {}),
  });
  const profiles = () => readProfiles(profilesPath(env, platform));
  const byName = (name: string, namedBy: string): Target => {
    const profile = profileNamed(profiles(), name, namedBy);
    const file = options.tokenFile ?? profile.token_file;
    return {
      url: checkUrl(profile.url, `host ${name}`),
      token: file === undefined ? null : readToken(file),
      tokenFrom: file ?? `nowhere: host ${name} has none saved`,
      certSha256: checkFingerprint(options.certSha256 ?? profile.cert_sha256, `the fingerprint of ${name}`),
      namedBy: `${namedBy} ${name}`,
      simulated: null,
    };
  };
  if (options.host !== undefined) return byName(options.host, '--host');
  if (options.url !== undefined) return byUrl(options.url, '--url');
  if (options.dataDir !== undefined) return local('--data-dir');
  if (env['VMSPEC_HOST'] !== undefined) return byName(env['VMSPEC_HOST'], 'VMSPEC_HOST');
  if (env['VMSPEC_URL'] !== undefined) return byUrl(env['VMSPEC_URL'], 'VMSPEC_URL');
  const current = profiles().current;
  if (current !== null) return byName(current, 'host use');
  return local('host.json');
}
