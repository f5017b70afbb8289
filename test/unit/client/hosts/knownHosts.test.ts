import assert from 'node:assert/strict';
import { readChoice, choiceText, LOCAL, PRACTICE } from '../../../../client/src/hosts/hostChoice.ts';
import { readKnownHosts, settingOf, withHost } from '../../../../client/src/hosts/knownHosts.ts';

const pin = 'ab'.repeat(32);
const hv01 = { name: 'hv01', url: 'https://hv01:4417', certSha256: pin };
const hv02 = { name: 'hv02', url: 'https://hv02.example.net', certSha256: null };

describe('known hosts', () => {
  it('are read as they were written', () => {
    assert.deepEqual(readKnownHosts(settingOf([hv01, hv02])), [hv01, hv02]);
  });

  it('take an address with a path or capitals as its origin, and a missing name from it', () => {
    const written = [{ url: 'HTTPS://HV03:4417/', certificateFingerprint: `SHA256:${pin.toUpperCase()}` }];
    assert.deepEqual(readKnownHosts(written), [
      { name: 'hv03:4417', url: 'https://hv03:4417', certSha256: pin },
    ]);
  });

  const wrong: readonly unknown[] = [
    undefined,
    'hv01',
    [null, 4, 'hv01', {}],
    [{ url: 5 }, { url: 'hv01' }],
    // Another computer over http: the token could be read on the way.
    [{ name: 'hv01', url: 'http://hv01:4417' }],
    // A pin with a mistake in it is not taken for no pin.
    [{ name: 'hv01', url: 'https://hv01:4417', certificateFingerprint: 'abc' }],
    [{ name: 'hv01', url: 'https://hv01:4417', certificateFingerprint: 5 }],
  ];
  for (const value of wrong) {
    it(`are none in ${JSON.stringify(value)}`, () => {
      assert.deepEqual(readKnownHosts(value), []);
    });
  }

  it('are one for each address, and names tell them apart', () => {
    const renewed = { ...hv01, certSha256: 'cd'.repeat(32) };
    assert.deepEqual(withHost([hv01, hv02], renewed), [hv02, renewed]);
    const twin = { ...hv02, name: 'HV01' };
    assert.deepEqual(
      withHost([hv01], twin).map(({ name }) => name),
      ['hv01', 'HV01 (hv02.example.net)'],
    );
  });
});

describe('the choice of a host', () => {
  for (const choice of [LOCAL, PRACTICE, { kind: 'known', url: hv01.url } as const]) {
    it(`is kept: ${choiceText(choice)}`, () => {
      assert.deepEqual(readChoice(choiceText(choice)), choice);
    });
  }

  it('is none where none was made', () => {
    for (const value of [undefined, null, '', 'elsewhere', 5]) assert.equal(readChoice(value), null);
  });
});
