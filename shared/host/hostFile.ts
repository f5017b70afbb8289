import { PROTOCOL } from '#schemas/limits.ts';
import type { HostFile } from '#schemas/generated/types.ts';

/** The name of the file in a data directory in which a host says where it is. */
export const HOST_FILE = 'host.json';
/** The name of the file beside it that holds the token of the administrator. */
export const TOKEN_FILE = 'token';

/** The host file that a text is; null when it is none. A host may be newer than its reader and say more. */
export function parseHostFile(text: string): HostFile | null {
  try {
    const value: unknown = JSON.parse(text);
    return isHostFile(value) ? value : null;
  } catch {
    return null;
  }
}

function isHostFile(value: unknown): value is HostFile {
  if (typeof value !== 'object' || value === null) return false;
  const file: Partial<Record<keyof HostFile, unknown>> = value;
  return typeof file.url === 'string' && URL.canParse(file.url) && typeof file.pid === 'number';
}

/** Whether a process of this id runs on this computer. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process is there and belongs to someone else, such as the service account.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Which side speaks only older versions of the protocol than the other; null when they understand each other. */
export function olderSide({ min, max }: HostFile['protocol']): 'host' | 'client' | null {
  if (max < PROTOCOL.min) return 'host';
  return min > PROTOCOL.max ? 'client' : null;
}
