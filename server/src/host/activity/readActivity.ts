import { open } from 'node:fs/promises';
import type { ActivityRecord } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { activityPath, KEPT_FILES } from './activityFile.ts';

/** Bytes of each file that are looked at, from its end: several thousand records. */
const TAIL_BYTES = 2 * 1024 * 1024;

/** The newest records that `wanted` takes, oldest first; lines that are none are passed over. */
export async function readActivity(
  path: string,
  limit: number,
  wanted: (record: ActivityRecord) => boolean,
): Promise<ActivityRecord[]> {
  const found: ActivityRecord[] = [];
  for (let age = 0; age < KEPT_FILES && found.length < limit; age += 1) {
    const text = await readTail(activityPath(path, age));
    if (text === null) break;
    for (const line of text.split('\n').reverse()) {
      const record = recordOf(line);
      if (record !== null && wanted(record) && found.length < limit) found.push(record);
    }
  }
  return found.reverse();
}

/** The end of a file; its first line may be half a one. Null: there is no such file. */
async function readTail(path: string): Promise<string | null> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8', 0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function recordOf(line: string): ActivityRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    return validators.ActivityRecord(value) ? value : null;
  } catch {
    return null;
  }
}
