import assert from 'node:assert/strict';
import { CommandFailure } from '../../../../client/src/commands/commandFailure.ts';
import { needOperator } from '../../../../client/src/commands/needOperator.ts';

describe('a change that needs the role operator', () => {
  it('is refused before any question where the token may only look, with whom to ask', () => {
    assert.throws(
      () => needOperator({ name: 'hv01', role: 'viewer' }),
      (error) =>
        error instanceof CommandFailure &&
        error.message === 'This needs the role operator; your token for hv01 has the role viewer.' &&
        error.hint.includes('administrator'),
    );
  });

  it('is let through for the others', () => {
    for (const role of ['operator', 'admin'] as const) needOperator({ name: 'hv01', role });
  });
});
