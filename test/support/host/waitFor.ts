/** How long a condition is waited for before the test fails, in ms: far more than a slow machine needs. */
const DEADLINE_MS = 60_000;

export interface WaitOptions {
  /** What makes time pass between two looks, such as moving a fake clock; default: a turn of the event loop. */
  readonly between?: () => Promise<unknown>;
  readonly deadlineMs?: number;
}

/** Looks until there is something to see, and answers it. Fails when that takes too long. */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  { between = turn, deadlineMs = DEADLINE_MS }: WaitOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const seen = await look();
    if (isSeen(seen)) return seen;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await between();
  }
}

function isSeen<T>(value: T): value is NonNullable<Exclude<T, false>> {
  return value !== false && value !== null && value !== undefined;
}

/** Lets timers and sockets have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
