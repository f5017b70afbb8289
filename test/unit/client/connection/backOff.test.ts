import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backOff } from '../../../../client/src/connection/backOff.ts';

describe('the pause before a host is tried again', () => {
  it('doubles from half a second to half a minute', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 1000].map((attempt) => backOff(attempt, 0));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is cut by up to a half by chance, and never below half a second', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const full = backOff(attempt, 0);
          const pause = backOff(attempt, random);
          assert.ok(
            pause <= full && pause >= Math.max(500, Math.floor(full / 2)),
            `${String(pause)} of ${String(full)}`,
          );
        },
      ),
    );
  });
});
