import type { Figure } from '../figure.ts';
import { startFormBench, type Opening } from '../editor/formBench.ts';
import { median, quantile, spread } from '../numbers.ts';

const VMS = 200;
const OPENINGS = 5;
const KEYS = 40;
/** Keys that are pressed before any is counted. */
const WARM_UP = 6;

/** The form in a real window, with a spec of 200 VMs: from the command to its fields, from a key to the verdict on it. */
export const form: Figure = {
  name: 'form',
  measure: async ({ root, say }) => {
    const bench = await startFormBench(root, VMS, say);
    try {
      const openings: Opening[] = [];
      for (let run = 0; run <= OPENINGS; run += 1) {
        say(`opening ${run} of ${OPENINGS}`);
        openings.push(await bench.open());
      }
      // The first one loads the extension and the browser's own parts of a web page.
      const [first, ...warm] = openings;
      const times = warm.map(({ all }) => all);
      const pages = warm.map(({ page }) => page);
      const keys: number[] = [];
      await bench.focusField();
      for (let key = 0; key < KEYS + WARM_UP; key += 1) {
        keys.push(await bench.keystroke(key % 2 === 0 ? 'x' : 'Backspace'));
      }
      const counted = keys.slice(WARM_UP);
      return [
        {
          what: `form of ${VMS} VMs: open to usable`,
          value: median(times),
          unit: 'ms',
          target: { bound: 'at most', value: 500 },
          raw: times,
        },
        {
          what: '  of that before its page begins',
          value: median(pages),
          unit: 'ms',
          target: null,
          raw: pages,
        },
        {
          what: 'the same, the first time in a window',
          value: first?.all ?? 0,
          unit: 'ms',
          target: null,
          raw: first,
        },
        {
          what: `form of ${VMS} VMs: key to shown verdict, p50`,
          value: median(counted),
          unit: 'ms',
          target: { bound: 'at most', value: 100 },
          raw: spread(counted),
        },
        {
          what: 'the same, p95',
          value: quantile(counted, 0.95),
          unit: 'ms',
          target: null,
          raw: spread(counted),
        },
      ];
    } finally {
      await bench.stop();
    }
  },
};
