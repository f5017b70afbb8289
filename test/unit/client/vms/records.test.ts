import assert from 'node:assert/strict';
import { changesOf } from '../../../../client/src/audit/changesOf.ts';
import { differenceText } from '../../../../client/src/audit/differenceText.ts';
import { acceptQuestion, adoptQuestion } from '../../../../client/src/vms/recordQuestions.ts';
import { acceptedSummary, adoptedSummary } from '../../../../client/src/vms/recordWords.ts';
import { vmValues } from '../../../../client/src/vms/vmValues.ts';
import { auditFinding } from '../../../support/auditSamples.ts';
import { GB, hostVm } from '../../../support/hostSamples.ts';

const host = { name: 'hv01', simulated: false };
const grown = { member: 'ram_max_mb', recorded: 4 * GB, actual: 8 * GB };
const renamed = { member: 'vm_name', recorded: 'a', actual: 'b' };

describe('the question before values of the host are accepted', () => {
  it('lists what differs of each VM', () => {
    const added = { member: 'disk D:\\new.vhdx', recorded: 0, actual: 10 * GB };
    const { text, detail } = acceptQuestion(
      [
        { vm: hostVm('a'), differences: [grown] },
        { vm: hostVm('b'), differences: [renamed, added] },
      ],
      host,
    );
    assert.equal(text, 'Accept what hv01 has for 2 VMs?');
    assert.match(
      detail,
      /^a: ram_max_mb: 4\.0 GB → 8\.0 GB\nb: vm_name: a → b; disk D:\\new\.vhdx: not recorded → 10\.0 GB\n/,
    );
    assert.match(detail, /Nothing on the host is changed/);
  });
});

describe('the question before VMs are adopted', () => {
  it('says what they count with, and that nothing of them is touched', () => {
    const { text, detail } = adoptQuestion([hostVm('dc-01', { managed: false })], {
      ...host,
      simulated: true,
    });
    assert.equal(text, 'Adopt dc-01 on hv01?');
    assert.match(
      detail,
      /^Practice host: nothing is created\.\n\ndc-01: 2 vCPU, 4\.0 GB RAM, 1 disk \(40\.0 GB\)/,
    );
    assert.match(detail, /maximum memory and the full size of its disks/);
    assert.match(detail, /never deletes its disks/);
  });
});

describe('what came of it', () => {
  it('names one VM with what is held for it, and counts several', () => {
    assert.equal(
      adoptedSummary([hostVm('dc-01')], [], 'hv01').text,
      'dc-01 on hv01 is adopted: 2 vCPU and 4.0 GB RAM are held for it.',
    );
    assert.deepEqual(acceptedSummary([hostVm('a'), hostVm('b')], [], 'hv01'), {
      severity: 'information',
      text: '2 VMs are recorded as they are on hv01.',
    });
  });

  it('says why some were refused', () => {
    const refused = ['b: is busy.', 'c: is busy.', 'd: is busy.', 'e: is busy.'];
    assert.deepEqual(adoptedSummary([hostVm('a')], refused, 'hv01'), {
      severity: 'warning',
      text: `${adoptedSummary([hostVm('a')], [], 'hv01').text} b: is busy. c: is busy. d: is busy. 1 more were refused.`,
    });
  });
});

describe('what there is to accept', () => {
  it('is what an audit finds changed of each VM, and disks that it lost', () => {
    const about = { vm_id: 'id-a', vm_name: 'a' };
    const path = 'D:\\gone.vhdx';
    const changes = changesOf([
      auditFinding('disk_missing', path, { ...about, path, size_mb: 2 * GB }),
      auditFinding('changed_outside', 'id-a', { ...about, differences: [grown] }),
      auditFinding('vm_gone', 'id-b', { vm_id: 'id-b' }),
    ]);
    assert.deepEqual([...changes.keys()], ['id-a']);
    assert.deepEqual(changes.get('id-a')?.map(differenceText), [
      'disk D:\\gone.vhdx: 2.0 GB → gone',
      'ram_max_mb: 4.0 GB → 8.0 GB',
    ]);
    const { recorded, actual } = vmValues(hostVm('a', { disks: [] }), changes.get('id-a') ?? []);
    assert.match(recorded, /gone\.vhdx/);
    assert.match(actual, /"disks": \[\]/);
  });
});

describe('a VM as two documents', () => {
  const read = (text: string): unknown => JSON.parse(text);

  it('differs in what was changed outside, and in nothing else', () => {
    const vm = hostVm('b', { ram_max_mb: 8 * GB });
    const { recorded, actual } = vmValues(vm, [grown, renamed]);
    const shared = { cpu_cores: 2, ram_startup_mb: 2048, ram_min_mb: 1024 };
    const disks = [{ path: 'C:\\VMs\\b.vhdx', size_mb: 40 * GB }];
    assert.deepEqual(read(recorded), { vm_name: 'a', ...shared, ram_max_mb: 4 * GB, disks });
    assert.deepEqual(read(actual), { vm_name: 'b', ...shared, ram_max_mb: 8 * GB, disks });
    const lines = (text: string): string[] => text.split('\n');
    const differing = lines(recorded).filter((line, n) => line !== lines(actual)[n]);
    assert.equal(differing.length, 2);
  });

  it('has a disk that was added on one side only, and the disk of a checkpoint under its own name', () => {
    const disk = (path: string): { path: string; size_mb: number; file_mb: number; parent_path: null } => ({
      ...{ path, size_mb: 10 * GB, file_mb: 1, parent_path: null },
    });
    const vm = hostVm('a', { disks: [disk('D:\\new.vhdx'), disk('C:\\a_1.avhdx')] });
    const { recorded, actual } = vmValues(vm, [
      { member: 'disk D:\\new.vhdx', recorded: 0, actual: 10 * GB },
      { member: 'disk C:\\a.vhdx', recorded: 5 * GB, actual: 10 * GB },
    ]);
    const disksOf = (text: string): unknown => (read(text) as { readonly disks: unknown }).disks;
    assert.deepEqual(disksOf(recorded), [{ path: 'C:\\a.vhdx', size_mb: 5 * GB }]);
    assert.deepEqual(disksOf(actual), [
      { path: 'C:\\a.vhdx', size_mb: 10 * GB },
      { path: 'D:\\new.vhdx', size_mb: 10 * GB },
    ]);
  });
});
