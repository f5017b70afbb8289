import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { checkFingerprint, checkUrl } from '../settings/findTarget.ts';
import { replacePrivately } from '../settings/files.ts';
import { type HostProfile, profilesPath, readProfiles, writeProfiles } from '../settings/profiles.ts';
import { checkToken, readToken } from '../settings/token.ts';
import type { Shell } from '../shell.ts';
import { readSpecFile } from '../spec/specFile.ts';

interface Options {
  readonly tokenFile?: string;
  readonly certSha256?: string;
}

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

async function givenToken(file: string | undefined, shell: Shell): Promise<string | null> {
  if (file === undefined) return null;
  if (file !== '-') return readToken(resolve(file));
  const { bytes } = await readSpecFile('-', shell.context.stdin);
  return checkToken(bytes.toString('utf8'), 'standard input');
}

async function add(name: string, address: string, options: Options, shell: Shell): Promise<ExitCode> {
  if (!nameForm.test(name)) {
    throw new CliFailure(
      exitCodes.usage,
      `"${name}" is no name for a host.`,
      'Use letters, digits, ., _ and -.',
    );
  }
  const url = checkUrl(address, 'URL');
  const pin = checkFingerprint(options.certSha256, '--cert-sha256');
  const token = await givenToken(options.tokenFile, shell);
  const path = profilesPath(shell.context.env, shell.context.platform);
  const profiles = readProfiles(path);
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
  if (token === null) shell.say('It has no token yet; most commands need one: --token-file FILE');
  return exitCodes.done;
}

/** `vmspec host add NAME URL` */
export function configureAdd(command: Command, shell: Shell): void {
  command
    .summary('Save a host under a name, or change it.')
    .description(
      'Save a host under a name, or change it. The token is copied to a file that only you can read.',
    )
    .option('--token-file <file>', 'file with the token; - reads standard input')
    .option('--cert-sha256 <fingerprint>', 'the certificate must have this fingerprint')
    .action((name: string, url: string, options: Options) => shell.finish(add(name, url, options, shell)));
}
