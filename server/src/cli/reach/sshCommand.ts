import type { Vm } from '#schemas/generated/types.ts';
import { guestUserOf } from '#shared/vms/reachVm.ts';

/** What a person says of a connection beside the VM. */
export interface SshWishes {
  readonly user?: string;
  readonly identity?: string;
  readonly port?: number;
  /** What is run in the guest; nothing: a shell. */
  readonly command: readonly string[];
}

/**
 * Arguments of ssh, each one of its own: no shell reads them. What follows `--` is the address, then what the guest runs;
 * nothing of it can be taken for an option of ssh.
 */
export function sshArguments(vm: Pick<Vm, 'guest'>, address: string, wishes: SshWishes): readonly string[] {
  const user = wishes.user ?? guestUserOf(vm);
  return [
    ...(user === null ? [] : ['-l', user]),
    ...(wishes.port === undefined ? [] : ['-p', String(wishes.port)]),
    ...(wishes.identity === undefined ? [] : ['-i', wishes.identity]),
    ...['--', address],
    ...wishes.command,
  ];
}

/** A command as a person can paste it into a shell of this system. */
export function pasteable(words: readonly string[], platform: NodeJS.Platform): string {
  return words.map(platform === 'win32' ? quotedForWindows : quoted).join(' ');
}

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function quotedForWindows(word: string): string {
  return PLAIN.test(word) || /^[A-Za-z]:\\[\w.\\-]*$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
