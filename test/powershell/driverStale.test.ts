import assert from 'node:assert/strict';
import type { Inventory, VmFacts } from '#core/inventory.ts';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { inventoryNow, patience } from '../support/provisionVm.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';

const RUNNING_DISK = 'D:\\Lab\\lab-0\\system.vhdx';
const labs: SimulatedHostFile['vms'] = ['Running', 'Off', 'Running'].map((state, n) => ({
  vm_name: `lab-${String(n)}`,
  state: state === 'Running' ? 'Running' : 'Off',
  cpu_cores: 1,
  ram_startup_mb: 512,
  disks: [{ path: `D:\\Lab\\lab-${String(n)}\\system.vhdx`, size_gb: 10, file_gb: 1 }],
}));

/** CIM in a shell: each computer system passes through a script first, which may drop it. */
const cim = (script: string): string =>
  [
    'function global:Get-CimInstance { [CmdletBinding()] param([string]$Namespace, [string]$ClassName, [string]$Filter)',
    'foreach ($item in @(CimCmdlets\\Get-CimInstance @PSBoundParameters)) {',
    `if ($ClassName -eq 'Msvm_ComputerSystem') { ${script} }`,
    '$item } }',
  ].join(' ');
/** Every VM was changed at this time and never again. */
const changedAt = (time: string): string =>
  `$item.TimeOfLastConfigurationChange = ${time}; $item.TimeOfLastStateChange = ${time};`;
const LONG_AGO = changedAt("'2020-01-01T00:00:00.0000000Z'");
const hidden = (name: string): string => `if ($item.ElementName -eq '${name}') { continue }`;
/** Folders in a shell: of each file they tell for ever what they told first, as NTFS does until it is closed. */
const STALE_FOLDERS = [
  '$global:entries = @{};',
  ...['Get-ChildItem', 'Get-Item'].map((name) =>
    [
      `function global:${name} { [CmdletBinding()] param([string[]]$LiteralPath, [string]$Filter, [switch]$Force,`,
      '[switch]$Recurse, [switch]$Directory, [switch]$File)',
      `foreach ($item in @(Microsoft.PowerShell.Management\\${name} @PSBoundParameters)) {`,
      'if (-not $global:entries.ContainsKey($item.FullName)) { $global:entries[$item.FullName] = $item }',
      '$global:entries[$item.FullName] } }',
    ].join(' '),
  ),
].join(' ');

describe('what the machine is slow to tell of a change', function () {
  this.timeout(180_000);
  let shell: Engine;
  let host: DriverHost;
  before(function () {
    shell = engine(this);
  });
  afterEach(() => host.close());

  /** One shell in which something answers otherwise. */
  const open = async (planted: string): Promise<void> => {
    host = await driverHost(shell, { machine: await servedMachine({ vms: labs }), count: 1, planted });
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\VMSpec'] });
  };
  const read = (): Promise<Inventory> => inventoryNow(host.hyperv);
  const byHand = (): DriverHost['machine']['bridge']['byHand'] => host.machine.bridge.byHand;

  it('a second change within the second of the first is seen', async () => {
    await open(
      `$global:now = $null; ${cim(`if (-not $global:now) { $global:now = [datetime]::UtcNow.ToString('o') }; ${changedAt('$global:now')}`)}`,
    );
    const { vm_id } = named(await read(), 'lab-0');
    byHand().changeVm(vm_id, { cpu_cores: 5 });
    assert.equal(named(await read(), 'lab-0').cpu_cores, 5);
  });

  it('a list of all VMs shows what is charged for a VM even when its times say that nothing changed', async () => {
    await open(cim(LONG_AGO + hidden('lab-2')));
    const before = await read();
    byHand().changeVm(named(before, 'lab-0').vm_id, { cpu_cores: 5 });
    const small = host.machine.bridge.machine.state.vms.get(named(before, 'lab-1').vm_id);
    assert.ok(small !== undefined);
    byHand().changeVm(small.vm_id, { memory: { ...small.memory, startup_mb: 1024 } });
    // With this the look finds something, and one VM that CIM does not know makes it list them all.
    byHand().createVm({ name: 'new' });
    const after = await read();
    assert.equal(named(after, 'lab-0').cpu_cores, 5);
    assert.equal(named(after, 'lab-1').ram_startup_mb, 1024);
  });

  it('a first reading that fails spoils none after it', async () => {
    await open('');
    // Once for all VMs together and once for this one alone.
    host.machine.bridge.faults.add({ kind: 'error', operation: 'Get-VM', vm_name: 'lab-0', times: 2 });
    const failed = await host.hyperv.inventory(patience());
    assert.equal(failed.ok, false);
    assert.deepEqual(
      (await read()).vms.map(({ vm_name }) => vm_name),
      ['lab-0', 'lab-1', 'lab-2'],
    );
  });

  it('a VM that CIM alone knows is looked for again at once, and no longer so after twelve readings', async () => {
    const planned =
      "$more = $item.PSObject.Copy(); $more.Name = '11111111-2222-3333-4444-555555555555'; $more";
    await open(cim(`${LONG_AGO} if ($item.ElementName -eq 'lab-1') { ${planned} }`));
    const lists: boolean[] = [];
    for (let reading = 1; reading <= 15; reading += 1) {
      host.machine.questions.length = 0;
      assert.equal((await read()).vms.length, 3);
      lists.push(host.machine.questions.some(({ cmdlet }) => cmdlet === 'Get-VM'));
    }
    assert.deepEqual(lists, [...Array<boolean>(13).fill(true), false, false]);
  });

  it('a list of all VMs shows how the disk of a running VM grew though its folder does not', async () => {
    await open(`${STALE_FOLDERS} ${cim(LONG_AGO + hidden('lab-2'))}`);
    await read();
    byHand().growFile(RUNNING_DISK, 512);
    byHand().resizeDisk(RUNNING_DISK, 20 * 1024);
    byHand().createVm({ name: 'new' });
    const [disk] = named(await read(), 'lab-0').disks;
    assert.deepEqual([disk?.file_mb, disk?.size_mb], [1024 + 512, 20 * 1024]);
  });

  it('the adapters of all VMs show the new name of a switch', async () => {
    await open(cim(LONG_AGO));
    const before = await read();
    const old = named(before, 'lab-0').adapters[0]?.switch ?? '';
    const type = before.switches.find(({ name }) => name === old)?.type ?? 'External';
    byHand().removeSwitch(old);
    byHand().addSwitch('Renamed', type);
    for (const { vm_id, adapters } of host.machine.bridge.machine.state.vms.values())
      byHand().changeVm(vm_id, { adapters: adapters.map((adapter) => ({ ...adapter, switch: 'Renamed' })) });
    const after = await read();
    assert.deepEqual(
      after.vms.map(({ adapters }) => adapters.map((adapter) => adapter.switch)),
      before.vms.map(() => ['Renamed']),
    );
  });
});

function named({ vms }: Inventory, name: string): VmFacts {
  const vm = vms.find(({ vm_name }) => vm_name === name);
  assert.ok(vm !== undefined, `${name} is there`);
  return vm;
}
