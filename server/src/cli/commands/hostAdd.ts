import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { pairWith } from '../pairing.ts';
import { printable } from '../render/printable.ts';
import { checkFingerprint, checkUrl } from '../settings/findTarget.ts';
import { replacePrivately } from '../settings/files.ts';
import { type HostProfile, profilesPath, readProfiles, writeProfiles } from '../settings/profiles.ts';
import { checkToken, readToken } from '../settings/token.ts';
import type { Shell } from '../shell.ts';
import { readSpecFile } from '../spec/specFile.ts';

interface Options {
  readonly url?: string;
  readonly code?: string;
  readonly tokenFile?: string;
  readonly fingerprint?: string;
  readonly certSha256?: string;
}

/** What is known of the host beside its address. */
interface Credentials {
  readonly token: string | null;
  readonly pin: string | null;
}

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

async function add(
  name: string,
  address: string | undefined,
  options: Options,
  shell: Shell,
): Promise<ExitCode> {
  if (!nameForm.test(name)) {
    throw new CliFailure(
      exitCodes.usage,
      `"${name}" is no name for a host.`,
      'Use letters, digits, ., _ and -.',
    );
  }
  const url = checkUrl(oneOf(address, options.url, 'the address', '--url'), 'URL');
  const path = profilesPath(shell.context.env, shell.context.platform);
  // Read first: a code is good once, and must not be spent for settings that cannot be saved.
  const profiles = readProfiles(path);
  const { token, pin } = await credentials(url, options, shell);
  const tokenFile = join(dirname(path), 'tokens', name);
  if (token === null) rmSync(tokenFile, { force: true });
  else replacePrivately(tokenFile, `${token}\n`);
  const profile: HostProfile = {
    url: url.href,
    ...(token === null ? {} : { token_file: tokenFile }),
    ...(pin === null ? {} : { cert_sha256: pin }),
  };
  writeProfiles(path, { ...profiles, hosts: { ...profiles.hosts, [name]: profile } });
  shell.say(`Saved host ${name}. Speak to it with --host ${name}, or always: vmspec host use ${name}`);
  if (token === null)
    shell.say(
      'It has no token yet; most commands need one: --token-file FILE, or --code CODE to be given one',
    );
  return exitCodes.done;
}

/** The one of two ways to say the same that was used. */
function oneOf(argument: string | undefined, option: string | undefined, what: string, name: string): string {
  const given = argument ?? option;
  if (given !== undefined && (argument === undefined || option === undefined)) return given;
  throw new CliFailure(
    exitCodes.usage,
    given === undefined
      ? `Say ${what} of the host.`
      : `${name} and ${what} without it say the same: give one.`,
    'Example: vmspec host add lab --url https://hv01.example.net:4417 --code AB2C-D3EF',
  );
}

async function credentials(url: URL, options: Options, shell: Shell): Promise<Credentials> {
  const pin =
    checkFingerprint(options.fingerprint, '--fingerprint') ??
    checkFingerprint(options.certSha256, '--cert-sha256');
  if (options.code === undefined) return { token: await givenToken(options.tokenFile, shell), pin };
  if (options.tokenFile !== undefined) {
    throw new CliFailure(exitCodes.usage, '--code brings a token of its own: leave --token-file out.');
  }
  const code = options.code === '-' ? await fromStandardInput(shell) : options.code;
  const { token, pin: seen, name, role } = await pairWith(shell, url, code, pin);
  shell.say(`Paired with ${url.origin} as "${printable(name)}" (${role}).`);
  return { token: checkToken(token, 'The answer of the host'), pin: seen };
}

async function givenToken(file: string | undefined, shell: Shell): Promise<string | null> {
  if (file === undefined) return null;
  if (file !== '-') return readToken(resolve(file));
  return checkToken(await fromStandardInput(shell), 'standard input');
}

async function fromStandardInput(shell: Shell): Promise<string> {
  const { bytes } = await readSpecFile('-', shell.context.stdin);
  return bytes.toString('utf8').trim();
}

/** `vmspec host add NAME URL` */
export function configureAdd(command: Command, shell: Shell): void {
  command
    .summary('Save a host under a name, or change it.')
    .description(
      'Save a host under a name, or change it. Its token comes with a pairing code (`vmspec token pair` on the host) or from a file, and is kept in a file that only you can read.',
    )
    .option('--url <url>', 'the address, if it is not given after the name')
    .option('--code <code>', 'be given a token for this pairing code; - reads standard input')
    .option('--token-file <file>', 'file with the token; - reads standard input')
    .option('--fingerprint <sha256>', 'the certificate must have this fingerprint, so nobody is asked')
    .option('--cert-sha256 <fingerprint>', 'the same')
    .action((name: string, url: string | undefined, options: Options) =>
      shell.finish(add(name, url, options, shell)),
    );
}
