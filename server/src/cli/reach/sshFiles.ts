import { realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '#shared/host/dataDirectory.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorCode, readIfThere, replacePrivately } from '../settings/files.ts';

/** Where a person's configuration of ssh is, and our part of it. */
export interface SshFiles {
  readonly config: string;
  /** The file that holds VMs and nothing else. */
  readonly vms: string;
}

/** The line by which ssh reads our file; a path that is not absolute begins in the folder of the configuration. */
export const INCLUDE = 'Include config.d/vmspec';
const REMARK = '# The VMs of `vmspec ssh-config --write`; `vmspec ssh-config --remove` takes this away.';

export function sshFiles(env: Environment, platform: NodeJS.Platform): SshFiles {
  const home = env[platform === 'win32' ? 'USERPROFILE' : 'HOME'] ?? homedir();
  return { config: join(home, '.ssh', 'config'), vms: join(home, '.ssh', 'config.d', 'vmspec') };
}

/** Whether ssh reads our file already. */
export function isIncluded({ config }: SshFiles): boolean {
  return (readIfThere(config) ?? '').split(/\r?\n/).some(isInclude);
}

/** Adds the line at the top: further below it would hold for one host only. */
export function include({ config }: SshFiles): void {
  const text = readIfThere(config) ?? '';
  const end = endOf(text);
  replacePrivately(targetOf(config), [REMARK, INCLUDE, '', text].join(end));
}

/** Takes our line and our file away; answers which of them were there. */
export function removeAll(files: SshFiles): { readonly line: boolean; readonly file: boolean } {
  const line = isIncluded(files);
  if (line) exclude(files);
  const file = readIfThere(files.vms) !== null;
  if (file) removeFile(files.vms);
  return { line, file };
}

function exclude({ config }: SshFiles): void {
  const text = readIfThere(config) ?? '';
  const lines = text.split(/\r?\n/);
  const kept = lines.filter((line, index) => {
    if (isInclude(line) || line === REMARK) return false;
    // The empty line that stood between ours and the rest.
    return !(line === '' && isInclude(lines[index - 1] ?? ''));
  });
  const rest = kept.join(endOf(text));
  if (rest.trim() === '') removeFile(config);
  else replacePrivately(targetOf(config), rest);
}

function isInclude(line: string): boolean {
  return line.trim().toLowerCase() === INCLUDE.toLowerCase();
}

function endOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A configuration that lies elsewhere, such as among dotfiles, is replaced there: the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new CliFailure(exitCodes.internal, `${path} cannot be removed (${fileErrorCode(error)}).`);
  }
}
