import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { median } from '../numbers.ts';

const RUNS = 9;

/** What the extension costs the editor when it is activated and no spec is open: loading its entry and running it. */
export const activation: Figure = {
  name: 'activation',
  measure: ({ root, say }) => {
    const script = join(root, 'test', 'bench', 'editor', 'activate.ts');
    const times = Array.from({ length: RUNS }, (_, run) => {
      say(`run ${run + 1} of ${RUNS}`);
      return Number(
        execFileSync(process.execPath, [script, join(root, 'dist', 'extension.js')], { encoding: 'utf8' }),
      );
    });
    return Promise.resolve([
      {
        what: 'activation of the extension, no spec open',
        value: median(times),
        unit: 'ms',
        target: { bound: 'at most', value: 30 },
        raw: times,
      },
    ]);
  },
};
