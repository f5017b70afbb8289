import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/src/host/config.ts';

describe('networks in the configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-config-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a configuration with these networks is refused for; empty: it is taken. */
  function reasons(networks: unknown): string {
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ networks }));
    const reading = readConfig(path, true, null);
    return reading.ok ? '' : reading.reasons.join('\n').replaceAll(path, '');
  }

  const lan = { switch: 'External_Switch', vlan_id: 20 };

  it('have any printable name, a switch, and a VLAN or none', () => {
    assert.equal(reasons({}), '');
    assert.equal(
      reasons({ 'build-lan': lan, 'Büro 3. OG': { switch: 'Lab', description: 'Third floor' } }),
      '',
    );
    assert.equal(reasons({ ['x'.repeat(256)]: lan, ['__proto__']: lan, constructor: lan }), '');
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['a name twice, in another case', { lan, LAN: lan }, /"lan" and "LAN" are one name/],
    [
      'an empty name',
      { '': lan },
      /^#\/networks: networks has the member "".* a name has 1 to 256 printable/,
    ],
    ['a name that is too long', { ['x'.repeat(257)]: lan }, /cannot be a name/],
    [
      'a name with a control character',
      { 'a\u0007b': lan },
      /cannot be a name: a name has 1 to 256 printable/,
    ],
    ['no switch', { lan: { vlan_id: 20 } }, /^#\/networks\/lan: switch is missing in lan/],
    ['VLAN 0', { lan: { ...lan, vlan_id: 0 } }, /vlan_id must be between 1 and 4094, not 0/],
    ['VLAN 4095', { lan: { ...lan, vlan_id: 4095 } }, /vlan_id must be between 1 and 4094, not 4095/],
    [
      'an unknown member',
      { lan: { ...lan, vlan: 20 } },
      /"vlan" is not known here\. Did you mean "vlan_id"\?/,
    ],
    ['a text for a network', { lan: 'External_Switch' }, /lan must be an object/],
    ['a list', [lan], /networks must be an object/],
    [
      'more than 256',
      Object.fromEntries(Array.from({ length: 257 }, (_, n) => [`lan-${String(n)}`, lan])),
      /at most 256 members/,
    ],
  ];
  for (const [what, networks, words] of refused) {
    it(`are refused with ${what}`, () => {
      assert.match(reasons(networks), words);
    });
  }
});
