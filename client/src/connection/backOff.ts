const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Milliseconds before an attempt, counted from 0: twice as long each time, 0.5 to 30 s, of which a random half is taken
 * away so that many windows do not come at once. `random` is at least 0 and below 1.
 */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.max(FIRST_MS, Math.round(full * (1 - random / 2)));
}
