import assert from 'node:assert/strict';
import { lackOf, tooOld } from '../../../../client/src/connection/lack.ts';
import { PROTOCOL } from '#schemas/limits.ts';
import { firstHosts } from '#schemas/protocol/firstHosts.ts';
import { methods } from '#schemas/protocol/methods.ts';

const host = { name: 'hv01', version: '1.1.0', protocol: { min: 1, max: 1 } };

describe('what an older host lacks', () => {
  it('is named with the version that has it', () => {
    assert.equal(lackOf({ since: 2 }, host, { 1: '0.1.0', 2: '1.3' }), 'needs host 1.3');
    assert.equal(lackOf({ since: 2 }, { protocol: { min: 1, max: 2 } }, {}), null);
    assert.equal(lackOf({}, host), null);
    const { message, hint, passing } = tooOld(host, 'needs host 1.3');
    assert.equal(`${message} ${hint}`, 'hv01 has version 1.1.0; this needs host 1.3. Update the host.');
    assert.equal(passing, false);
  });

  it('is known for every version of the protocol, and no method is of a later one', () => {
    for (let version: number = PROTOCOL.min; version <= PROTOCOL.max; version += 1)
      assert.match(firstHosts[version] ?? '', /^\d+\.\d+/);
    for (const [name, { since = 1 }] of Object.entries(methods as Record<string, { since?: number }>))
      assert.ok(since <= PROTOCOL.max, name);
  });
});
