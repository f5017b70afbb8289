import type { Computer } from '../../machine/computer.ts';

const FIRST_CHANGE = Date.UTC(2026, 0, 1);

/**
 * When a VM or a file, by its key, was last changed. The machine counts its changes and keeps no times: each counts as a
 * second, so that no two of them look alike. Most of the many things in a list were last changed at the same time.
 */
export function changeTimes(computer: Computer): (key: string) => string {
  const times = new Map<number, string>();
  return (key) => {
    const changes = computer.state.changedWith(key);
    const known = times.get(changes);
    if (known !== undefined) return known;
    const time = new Date(FIRST_CHANGE + changes * 1000).toISOString();
    times.set(changes, time);
    return time;
  };
}
