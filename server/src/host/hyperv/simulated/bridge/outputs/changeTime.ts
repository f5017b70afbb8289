import type { Computer } from '../../machine/computer.ts';

const FIRST_CHANGE = Date.UTC(2026, 0, 1);

/**
 * When a VM or a file, by its key, was last changed. The machine counts its changes and keeps no times: each counts as a
 * second, so that no two of them look alike.
 */
export function changeTime(computer: Computer, key: string): string {
  return new Date(FIRST_CHANGE + computer.state.changedWith(key) * 1000).toISOString();
}
