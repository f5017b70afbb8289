import assert from 'node:assert/strict';
import fc from 'fast-check';
import { segmentsOf } from '../../../../../webview/src/form/model/room.ts';

const base = {
  name: 'RAM',
  unit: 'MB',
  total: 100,
  limit: 100,
  host_reserve: 10,
  committed: 20,
  reserved: 10,
} as const;

describe('a bar of room', () => {
  it('shows what is kept, used, reserved, asked for and free', () => {
    const segments = segmentsOf({ ...base, requested: 30, free_after: 30, over_by: 0 });
    assert.deepEqual(
      segments.map(({ kind, length }) => [kind, length]),
      [
        ['reserve', 100],
        ['used', 200],
        ['coming', 100],
        ['request', 300],
        ['free', 300],
      ],
    );
  });

  it('shows how much of what is asked for is too much', () => {
    const segments = segmentsOf({ ...base, requested: 80, free_after: 0, over_by: 20 });
    assert.deepEqual(
      segments.map(({ kind }) => kind),
      ['reserve', 'used', 'coming', 'request', 'over'],
    );
    const over = segments.at(-1);
    assert.ok(Math.abs((over?.length ?? 0) - 20 / 0.12) < 1e-6);
  });

  it('has no gaps and one length, whatever the host says', () => {
    const amount = fc.nat(1_000_000);
    fc.assert(
      fc.property(fc.tuple(amount, amount, amount, amount, amount, amount), ([a, b, c, d, e, f]) => {
        const segments = segmentsOf({
          ...base,
          host_reserve: a,
          committed: b,
          reserved: c,
          requested: d,
          free_after: e,
          over_by: f,
        });
        let end = 0;
        for (const { from, length } of segments) {
          assert.ok(Math.abs(from - end) < 1e-6 && length > 0);
          end = from + length;
        }
        assert.ok(segments.length === 0 || Math.abs(end - 1000) < 1e-6);
      }),
    );
  });
});
