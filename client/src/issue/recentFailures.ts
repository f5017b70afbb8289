/** Failures that a report names. */
const MOST = 5;

/** A command that failed, and with what. */
export interface RecentFailure {
  readonly command: string;
  readonly error: unknown;
}

/** The last failures, the oldest first. */
export interface RecentFailures {
  add(command: string, error: unknown): void;
  list(): readonly RecentFailure[];
}

export function createRecentFailures(): RecentFailures {
  const kept: RecentFailure[] = [];
  return {
    add: (command, error) => {
      kept.push({ command, error });
      if (kept.length > MOST) kept.shift();
    },
    list: () => [...kept],
  };
}
