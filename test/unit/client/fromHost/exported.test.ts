import assert from 'node:assert/strict';
import type { MethodName } from '#schemas/protocol/methods.ts';
import type { SpecFile, Vm, VmExport } from '#schemas/generated/types.ts';
import { refusedBy } from '../../../../client/src/connection/failure.ts';
import type { HostConnection } from '../../../../client/src/connection/hostConnection.ts';
import { exportedSpec, exportRemarks } from '../../../../client/src/fromHost/exportedSpec.ts';
import { exportVms } from '../../../../client/src/fromHost/exportVms.ts';
import { readOnHost } from '../../../../client/src/fromHost/readOnHost.ts';
import { hostVm } from '../../../support/hostSamples.ts';
import { vm } from '../../../support/host/vm.ts';

/** A connection to a host with these VMs, of which those named are gone when they are asked for. */
function hostWith(vms: readonly Vm[], gone: readonly string[] = []) {
  const asked: string[] = [];
  const answer = (method: MethodName, { vm_id = '' }: { readonly vm_id?: string }): unknown => {
    if (method === 'vms/list') return { vms, at: '' };
    asked.push(vm_id);
    const found = vms.find((one) => one.vm_id === vm_id);
    if (found !== undefined && !gone.includes(vm_id)) return exported(found.vm_name);
    throw refusedBy({ code: 'vm_not_found', message: '', request_id: '', http_status: 404 } as never);
  };
  const call = ((method: MethodName, params: object) =>
    Promise.resolve().then(() => answer(method, params))) as HostConnection['call'];
  return { asked, connection: { call } };
}

function exported(name: string, ...remarks: string[]): VmExport {
  return { spec: vm(name), remarks, at: '', simulated: true };
}

const drift = (vm_name: string) => ({ vm_name, member: 'cpu_cores', planned: '1', actual: '2' });

describe('VMs as a spec', () => {
  it('are one file, counted, that ends with a line', () => {
    const text = exportedSpec([exported('a'), exported('b')]);
    assert.match(text, /^\{\n {2}"provisioning_request": \{\n {4}"num_vms": 2,\n {4}"vms": \[\n.*\}\n$/s);
    assert.deepEqual((JSON.parse(text) as SpecFile).provisioning_request.vms, [vm('a'), vm('b')]);
  });

  it('come in the order in which they are asked for, with a gap for those that are gone', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `vm-${String(n)}`);
    const vms = ids.map((vm_id) => hostVm(vm_id, { vm_id }));
    const { connection } = hostWith(vms, ['vm-3']);
    const names = (await exportVms(connection, ids)).map((entry) => entry?.spec.vm_name ?? null);
    assert.deepEqual(
      names,
      ids.map((id) => (id === 'vm-3' ? null : id)),
    );
  });

  it('tell what a spec does not say, the first in a message and all in the log', () => {
    assert.equal(exportRemarks([exported('a'), exported('b')]), null);
    const remarks = exportRemarks([exported('a', 'One.', 'Two.'), exported('b', 'Three.', 'Four.')]);
    assert.ok(remarks !== null);
    assert.deepEqual(remarks.lines, ['a: One.', 'a: Two.', 'b: Three.', 'b: Four.']);
    assert.equal(
      remarks.text,
      'A spec does not say everything of them. a: One. a: Two. b: Three. The log has 1 more.',
    );
  });
});

describe('what a host has of the VMs of a plan', () => {
  it('is read of those that differ, whatever the case of their names', async () => {
    const { connection, asked } = hostWith([hostVm('A', { vm_id: '1' }), hostVm('b', { vm_id: '2' })]);
    const planned = ['a', 'b', 'c'].map((vm_name) => ({ vm_name }));
    const found = await readOnHost(connection, planned, [drift('a')]);
    assert.deepEqual(asked, ['1']);
    assert.deepEqual(found, [
      { vm_name: 'a', isThere: true, differs: { now: vm('A'), drifts: [drift('a')] } },
      { vm_name: 'b', isThere: true, differs: null },
      { vm_name: 'c', isThere: false, differs: null },
    ]);
  });

  it('is that of ours where others have the name too', async () => {
    const theirs = hostVm('a', { vm_id: '1', managed: false });
    const { connection, asked } = hostWith([theirs, hostVm('a', { vm_id: '2' })]);
    await readOnHost(connection, [{ vm_name: 'a' }], [drift('a')]);
    assert.deepEqual(asked, ['2']);
  });

  it('is nothing of a VM that goes away meanwhile', async () => {
    const { connection } = hostWith([hostVm('a', { vm_id: '1' })], ['1']);
    assert.deepEqual(await readOnHost(connection, [{ vm_name: 'a' }], [drift('a')]), [
      { vm_name: 'a', isThere: false, differs: null },
    ]);
  });
});
