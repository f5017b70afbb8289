import assert from 'node:assert/strict';
import { classifyFailure } from '../../server/src/host/hyperv/failures.ts';
import { done, inventoryNow, patience, provisionVm } from '../support/provisionVm.ts';
import { TEMPLATE, VM_ROOT } from '../support/practiceHost.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { vmPlan } from '../support/vmPlan.ts';

const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };

describe('the PowerShell driver when things go wrong', function () {
  this.timeout(180_000);
  let shell: Engine;
  let host: DriverHost;
  before(function () {
    shell = engine(this);
  });
  beforeEach(async () => {
    host = await driverHost(shell, { count: 3 });
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
  });
  afterEach(() => host.close());

  const faults = (): DriverHost['machine']['bridge']['faults'] => host.machine.bridge.faults;
  const planOf = async (name: string): Promise<ReturnType<typeof vmPlan>> =>
    vmPlan(places, await inventoryNow(host.hyperv), { name, owner: `job-${name}` });

  it('does not know what a killed shell did; asked again there is one disk', async () => {
    const plan = await planOf('killed');
    faults().add({ kind: 'slow', operation: 'New-VHD', times: 1, delay_ms: 300 });
    const ensured = host.hyperv.ensure('disk', plan.disk, patience());
    while (faults().struck() === 0) await tick();
    await host.processes.at(-1)?.kill();
    assert.equal((await ensured).outcome, 'unknown');
    await done(host.hyperv, 'disk', plan.disk);
    assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, false);
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, 1);
  });

  it('cuts a hung cmdlet off with its process, and goes on with another', async () => {
    const plan = await planOf('hung');
    faults().add({ kind: 'hang', operation: 'New-VHD', times: 1 });
    const cut = new AbortController();
    const hung = host.hyperv.ensure('disk', plan.disk, cut.signal);
    while (faults().struck() === 0) await tick();
    cut.abort();
    const result = await hung;
    assert.equal(result.outcome, 'unknown');
    assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, true);
  });

  it('tells that there is no memory for a VM by its code', async () => {
    const plan = await provisionVm(
      host.hyperv,
      places,
      {
        name: 'large',
        owner: 'job-large',
        settings: { ram_startup_mb: 131_072, ram_max_mb: 131_072 },
      },
      'storage',
    );
    const result = await host.hyperv.ensure('start', plan.start, patience());
    assert.ok(result.outcome === 'failed', JSON.stringify(result));
    assert.equal(classifyFailure(result.failure, 'start').code, 'host_memory');
  });

  it('finds a busy template worth another try', async () => {
    const plan = await planOf('busy');
    faults().add({ kind: 'busy', operation: 'New-VHD', times: 1 });
    const result = await host.hyperv.ensure('disk', plan.disk, patience());
    assert.ok(result.outcome === 'failed', JSON.stringify(result));
    assert.deepEqual(classifyFailure(result.failure, 'disk'), { code: 'host_busy', retry: true });
    assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, true);
  });

  it('makes two disks of one template on two shells at once', async () => {
    const [a, b] = [await planOf('race-a'), await planOf('race-b')];
    const results = await Promise.all([done(host.hyperv, 'disk', a.disk), done(host.hyperv, 'disk', b.disk)]);
    assert.deepEqual(
      results.map(({ acted }) => acted),
      [true, true],
    );
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, 2);
  });

  it('has no inventory when the machine cannot be read', async () => {
    faults().add({ kind: 'error', operation: 'Get-VM' });
    const result = await host.hyperv.inventory(patience());
    assert.ok(!result.ok, 'there is none');
    assert.match(result.failure.id, /^OperationFailed,/);
    faults().clear();
    assert.equal((await inventoryNow(host.hyperv)).vms.length, 2);
  });

  const hostile = [
    "'; calc;'",
    '$(calc)',
    'a`n"',
    '\u2019\u2018',
    'web*[ab]',
    '-Force',
    '\u202eabc',
    '😀',
    '%PATH%',
    '${x}',
  ];
  it('gives hostile text to Hyper-V as it is and runs nothing of it', async () => {
    const notes = `${hostile.join(' ')}\n[vmspec job=test tags=]`;
    const plan = await provisionVm(
      host.hyperv,
      places,
      { name: 'odd', owner: 'job-odd', settings: { notes } },
      'configure',
    );
    const { vms } = await inventoryNow(host.hyperv);
    assert.equal(vms.find(({ vm_id }) => vm_id === plan.start.vm_id)?.notes, notes);
    for (const [at, text] of hostile.entries()) {
      const adapters = plan.network.adapters.map((item) => ({ ...item, switch: text }));
      const result = await host.hyperv.ensure('network', { ...plan.network, adapters }, patience());
      assert.ok(result.outcome === 'failed', `${String(at)}: ${JSON.stringify(result)}`);
    }
    assert.deepEqual(host.noise, []);
  });
});

function tick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
