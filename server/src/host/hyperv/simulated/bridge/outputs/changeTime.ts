import type { Computer } from '../../machine/computer.ts';

const FIRST_CHANGE = Date.UTC(2026, 0, 1);

/**
 * When a VM or a file, by its key, was last changed. The machine counts its changes and keeps no times: each counts as a
 * second, so that no two of them look alike.
 */
export function changeTime(computer: Computer, key: string): string {
  const changes = computer.state.changedWith(key);
  if (changes !== last.changes) {
    last = { changes, text: new Date(FIRST_CHANGE + changes * 1000).toISOString() };
  }
  return last.text;
}

/** The time that was written last: most of the thousands in a list are the same. */
let last = { changes: 0, text: new Date(FIRST_CHANGE).toISOString() };
