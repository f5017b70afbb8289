import fc from 'fast-check';
import { describe, it } from 'mocha';
import { measured } from '../../../support/goals/measured.ts';
import { amount } from '../../../support/goals/scale.ts';
import { commands } from './model/commands.ts';
import { emptyModel } from './model/model.ts';
import { openSystem } from './model/system.ts';

/** Histories of a host that are tried. */
const RUNS = amount(1000, 10_000);
/** A seed to replay, as a failure names it. */
const SEED = process.env['VMSPEC_MODEL_SEED'];

describe('what is promised, whatever happens', function () {
  this.timeout(3_600_000);

  it('G1: is never more than there is, never twice, and exactly what a plain model says', async () => {
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(commands, async (history) => {
        const system = openSystem();
        try {
          await fc.asyncModelRun(() => ({ model: emptyModel(), real: system }), history);
        } finally {
          judged += system.judged;
          system.close();
        }
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
    const tried = `${RUNS} histories against a model, ${judged} requests judged`;
    measured({ goal: 'G1', tried, result: '0 over-commitments', reached: true });
  });
});
