import fc from 'fast-check';
import { describe, it } from 'mocha';
import { commands } from './model/commands.ts';
import { emptyModel } from './model/model.ts';
import { openSystem } from './model/system.ts';

/** Histories of a host that are tried. */
const RUNS = 1000;

describe('what is promised, whatever happens', function () {
  this.timeout(180_000);

  it('is never more than there is, never twice, and exactly what a plain model says', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (history) => {
        const system = openSystem();
        try {
          await fc.asyncModelRun(() => ({ model: emptyModel(), real: system }), history);
        } finally {
          system.close();
        }
      }),
      { numRuns: RUNS },
    );
  });
});
