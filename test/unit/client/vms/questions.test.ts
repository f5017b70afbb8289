import assert from 'node:assert/strict';
import { addressOf } from '#shared/vms/addressOf.ts';
import { deleteQuestion, turnOffQuestion } from '../../../../client/src/vms/questions.ts';
import { hostVm } from '../../../support/hostSamples.ts';

const host = { name: 'hv01', simulated: false };

describe('the question before VMs are deleted', () => {
  it('names them, with the size of their disks, and says what becomes of those', () => {
    const { text, detail } = deleteQuestion([hostVm('a', { state: 'Off' }), hostVm('b')], host);
    assert.equal(text, 'Delete 2 VMs on hv01?');
    assert.match(detail, /a: 1 disk, 40\.0 GB\nb: 1 disk, 40\.0 GB/);
    assert.match(detail, /b is not off and turned off first/);
    assert.match(detail, /With their disks: 0\.2 GB are freed/);
    assert.match(detail, /Keeping their disks: the files stay/);
  });

  it('counts what it does not name, and says that a practice host deletes nothing', () => {
    const many = Array.from({ length: 20 }, (_, n) => hostVm(`vm-${String(n)}`, { state: 'Off' }));
    const { detail } = deleteQuestion(many, { name: 'hv01', simulated: true });
    assert.match(detail, /^Practice host/);
    assert.match(detail, /vm-11: [^\n]+\nand 8 more\n/);
    assert.doesNotMatch(detail, /turned off first/);
  });
});

describe('the question before adopted VMs are deleted', () => {
  const adopted = hostVm('dc-01', { job_id: null, state: 'Off' });

  it('offers no deletion of disks that VMSpec did not make', () => {
    const { detail, mayDeleteDisks } = deleteQuestion([adopted], host);
    assert.equal(mayDeleteDisks, false);
    assert.match(detail, /^dc-01 \(adopted\): 1 disk/);
    assert.match(detail, /never deleted/);
    assert.doesNotMatch(detail, /With their disks/);
  });

  it('counts only the disks of the others as freed', () => {
    const { detail, mayDeleteDisks } = deleteQuestion([adopted, hostVm('a', { state: 'Off' })], host);
    assert.equal(mayDeleteDisks, true);
    assert.match(detail, /With their disks: 0\.1 GB are freed/);
    assert.match(detail, /Disks of adopted VMs are never deleted/);
  });
});

describe('other questions', () => {
  it('before VMs are turned off', () => {
    assert.equal(turnOffQuestion([hostVm('a')], host).text, 'Turn off a on hv01?');
    assert.match(
      turnOffQuestion([hostVm('a'), hostVm('b')], host).detail,
      /^a\nb\n\nAs if the power was cut/,
    );
  });
});

describe('the address of a VM', () => {
  for (const [addresses, expected] of [
    [['fe80::1', '10.0.0.5'], '10.0.0.5'],
    [['2001:db8::1', '10.0.0.5'], '10.0.0.5'],
    [['2001:db8::1'], '2001:db8::1'],
    [['169.254.3.4', 'fe80::1%5'], null],
    [['-oProxyCommand=calc', 'host;rm -rf', '10.0.0.5 -v'], null],
    [[], null],
  ] as const) {
    it(`of ${JSON.stringify(addresses)} is ${String(expected)}`, () => {
      assert.equal(addressOf({ ip_addresses: [...addresses] }), expected);
    });
  }
});
