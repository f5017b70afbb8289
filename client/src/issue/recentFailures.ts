import { HostFailure } from '../connection/failure.ts';

/** Failures that a report names. */
const MOST = 5;

/** The kinds of the last failures: codes and commands, no message, since messages name VMs and files. */
export interface RecentFailures {
  add(command: string, error: unknown): void;
  list(): readonly string[];
}

export function createRecentFailures(): RecentFailures {
  const kept: string[] = [];
  return {
    add: (command, error) => {
      kept.push(`${command}: ${kindOf(error)}`);
      if (kept.length > MOST) kept.shift();
    },
    list: () => [...kept],
  };
}

/** What kind of failure it is: the code of a host that refused, else the class of the error. */
export function kindOf(error: unknown): string {
  if (error instanceof HostFailure)
    return error.refusal?.code ?? (error.passing ? 'unreachable' : 'unusable');
  return error instanceof Error ? error.name : typeof error;
}
