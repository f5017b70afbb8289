import type { Job } from '#schemas/generated/types.ts';
import { progressLines, renderProgress } from './render/progress.ts';
import type { Shell } from './shell.ts';

/** Shows a job under way. */
export interface Painter {
  show(job: Job): void;
  /** Says what stands in the way at the moment; null when nothing does any more. */
  note(text: string | null): void;
  /** Leaves the screen in order. */
  stop(): void;
}

/** For programs: nothing is shown. */
const silentPainter: Painter = { show: () => undefined, note: () => undefined, stop: () => undefined };

/** One line for each change, for logs and pipes. */
function linePainter(shell: Shell): Painter {
  const seen: { job: Job | null; note: string | null } = { job: null, note: null };
  return {
    show: (job) => {
      for (const line of progressLines(seen.job, job)) shell.say(line);
      seen.job = job;
    },
    note: (text) => {
      if (text !== null && text !== seen.note) shell.say(text);
      seen.note = text;
    },
    stop: () => undefined,
  };
}

/** A line for each VM, repainted in place. */
async function screenPainter(shell: Shell): Promise<Painter> {
  const { createLogUpdate } = await import('log-update');
  const { stdout } = shell.context;
  const update = createLogUpdate(stdout, { showCursor: false });
  const seen: { job: Job | null; note: string | null } = { job: null, note: null };
  const paint = (): void => {
    const screen = { rows: stdout.rows ?? 24, columns: stdout.columns ?? 80 };
    if (seen.job !== null) update(renderProgress(seen.job, screen, seen.note, shell.style));
    else if (seen.note !== null) update(seen.note);
  };
  return {
    show: (job) => {
      seen.job = job;
      paint();
    },
    note: (text) => {
      seen.note = text;
      paint();
    },
    stop: () => {
      update.done();
    },
  };
}

/** The painter that fits whoever is looking. */
export function createPainter(shell: Shell, json: boolean): Promise<Painter> {
  if (json) return Promise.resolve(silentPainter);
  return shell.interactive ? screenPainter(shell) : Promise.resolve(linePainter(shell));
}
