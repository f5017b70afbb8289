import assert from 'node:assert/strict';
import { pairingCodes } from '../../../../server/src/host/security/pairingCodes.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { seededRandom } from '../../../support/seededRandom.ts';

describe('pairing codes', () => {
  /** Wrong tries, five of each address. */
  const guess = (codes: ReturnType<typeof pairingCodes>, times: number): void => {
    for (let n = 0; n < times; n += 1)
      assert.equal(codes.find('WRONG', `10.0.0.${String(Math.floor(n / 5))}`).kind, 'wrong');
  };

  it('are void after 300 wrong ones of whatever addresses, and not before', () => {
    const codes = pairingCodes(fakeClock(), seededRandom(1));
    const { code } = codes.open({ role: 'viewer', name: null });
    guess(codes, 299);
    assert.equal(codes.find(code, '10.1.0.0').kind, 'open');
    assert.equal(codes.find('WRONG', '10.1.0.0').kind, 'wrong');
    assert.equal(codes.find(code, '10.1.0.0').kind, 'wrong');
  });

  it('are not touched by wrong ones from before there was one', () => {
    const codes = pairingCodes(fakeClock(), seededRandom(1));
    guess(codes, 400);
    const { code } = codes.open({ role: 'viewer', name: null });
    assert.equal(codes.find(code, '10.0.0.1').kind, 'open');
  });
});
