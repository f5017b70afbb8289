import assert from 'node:assert/strict';
import { checkRows, verdictOf } from '../../../../client/src/hosts/checkRows.ts';
import { fingerprintGroups } from '../../../../client/src/hosts/fingerprintGroups.ts';
import { renderCheck } from '../../../../client/src/hosts/renderCheck.ts';
import type { Doctor, DoctorCheck } from '#schemas/generated/types.ts';

const check = (state: DoctorCheck['state'], fix: string | null = null): DoctorCheck => ({
  id: state,
  title: `${state} $(bug) <b>`,
  state,
  message: `found | ${state}`,
  fix,
});
const doctor: Doctor = {
  verdict: 'red',
  checks: [check('green'), check('amber', 'look'), check('skipped'), check('red', 'mend [it](x)')],
  at: '2026-01-01T00:00:00Z',
  simulated: true,
};

describe('the result of Check Host', () => {
  it('as rows has first what is to be mended, with its fix, and no icons of a host', () => {
    const rows = checkRows(doctor);
    assert.deepEqual(
      rows.map(({ label }) => label.split(' ')[1]),
      ['red', 'amber', 'green', 'skipped'],
    );
    assert.match(rows[0]?.detail ?? '', /mend/);
    assert.equal(rows[2]?.detail, undefined);
    for (const { label } of rows) assert.doesNotMatch(label, /\$\(bug\)/);
  });

  it('as a page has verdict and fixes above everything that was looked at', () => {
    const page = renderCheck(doctor, { name: 'hv01' });
    assert.ok(page.indexOf('What to do') < page.indexOf('What was looked at'));
    assert.ok(page.includes(verdictOf(doctor)));
    assert.match(page, /nothing is created/);
    assert.doesNotMatch(page, /(?<!\\)<b>|(?<!\\)\[it/);
  });
});

describe('a fingerprint', () => {
  it('is shown in four groups of eight bytes', () => {
    const digits = Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join('');
    const groups = fingerprintGroups(digits);
    assert.equal(groups.length, 4);
    assert.equal(groups[0], '00:01:02:03:04:05:06:07');
    assert.equal(groups.join(':').replaceAll(':', '').toLowerCase(), digits);
    assert.deepEqual(fingerprintGroups(groups.join(':')), groups);
  });
});
