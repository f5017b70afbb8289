import type { Figure } from '../figure.ts';
import { watchCrowd } from '../editor/crowdBench.ts';
import { spread } from '../numbers.ts';

const VMS = 5000;
const EVENTS = 200;
const MS = 20_000;

/** Views and dashboard in a real window, with 5,000 VMs of which 200 change every second. */
export const crowd: Figure = {
  name: 'crowd',
  measure: async ({ root, say }) => {
    const { window, page, selectionKept } = await watchCrowd(
      root,
      { vms: VMS, perSecond: EVENTS, ms: MS },
      say,
    );
    const longest = (tasks: readonly number[]): number => Math.max(0, ...tasks);
    return [
      {
        what: 'window with views of 5,000 VMs, 200 events/s: longest task (0: none above 50 ms)',
        value: longest(window),
        unit: 'ms',
        target: { bound: 'at most', value: 100 },
        raw: window.length === 0 ? [] : spread(window),
      },
      {
        what: '  of the dashboard',
        value: longest(page),
        unit: 'ms',
        target: { bound: 'at most', value: 100 },
        raw: page.length === 0 ? [] : spread(page),
      },
      {
        what: '  selections lost',
        value: selectionKept ? 0 : 1,
        unit: '',
        target: { bound: 'at most', value: 0 },
        raw: selectionKept,
      },
    ];
  },
};
