import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import type { Clock, Random } from '../../ports.ts';
import { buildMachine } from './buildMachine.ts';
import { openJournal } from './journal.ts';
import { CmdletError } from './machine/cmdletError.ts';
import type { Computer, TransitionTimes } from './machine/computer.ts';

/** A computer whose state is in a folder, and how to let go of that folder. */
export interface OpenComputer {
  readonly computer: Computer;
  close(): void;
}

/**
 * Opens the machine in `folder`; in a new folder it is built from the description. Its own clock goes on from the time
 * of day, never back, and while we watch it runs by the monotonic clock.
 */
export function openComputer(
  folder: string,
  description: SimulatedHostFile,
  outside: { readonly clock: Clock; readonly random: Random; readonly times: TransitionTimes },
): OpenComputer {
  const { clock, random, times } = outside;
  const journal = openJournal(folder, () => buildMachine(description, clock.now(), random));
  const opened = clock.monotonic();
  const begin = Math.max(clock.now(), journal.time);
  const now = (): number => begin + (clock.monotonic() - opened);
  const computer: Computer = {
    state: journal.state,
    times,
    random,
    now,
    commit: (change) => {
      try {
        journal.commit(change, now());
      } catch (error) {
        throw journalFailure(error);
      }
    },
  };
  return {
    computer,
    close: () => {
      journal.close();
    },
  };
}

function journalFailure(error: unknown): CmdletError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CmdletError({
    id: 'StateNotWritten,VMSpec',
    category: 'WriteError',
    hresult: null,
    message: `The state of the practice host could not be written: ${reason}`,
    target: null,
  });
}
