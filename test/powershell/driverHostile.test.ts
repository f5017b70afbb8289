import assert from 'node:assert/strict';
import { NO_ROOM } from '#core/steps.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { done, failureOf, inventoryNow, patience, provisionVm } from '../support/provisionVm.ts';
import { TEMPLATE, VM_ROOT } from '../support/practiceHost.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { engine } from '../support/powershell/engine.ts';
import { hostileStrings } from '../support/powershell/hostileStrings.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';
import { vmPlan } from '../support/vmPlan.ts';
import { skipTest } from '../support/skipTest.ts';

const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
const BATCH = 2_500;

/** Code that cannot run unnoticed: it sets a variable and makes the file that the environment names. */
const PAYLOAD = '$global:VMSpecCanary=1;[void][IO.File]::Create($env:CANARY)';

describe('hostile text on the PowerShell engine', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const canary = join(folder, 'canary');
  const strings = hostileStrings(10_000, PAYLOAD);
  // A switch has a name that can be shown; other switches differ from it in more than case.
  const names = [...new Map(strings.map((text) => [text.trim().toLowerCase(), text])).values()].filter(
    (text) => text.trim() !== '' && text.length < 200,
  );
  const switches = names.slice(0, 400);
  let host: DriverHost;

  before(async function () {
    this.timeout(180_000);
    const shell = engine(this);
    const machine = await servedMachine({
      switches: [...switches, places.switch].map((name) => ({ name, type: 'Internal' as const })),
    });
    host = await driverHost(shell, { machine, planted: `$env:CANARY = '${canary}'` });
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
  });
  after(async () => {
    await (host as DriverHost | undefined)?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    assert.ok(!existsSync(canary), 'no canary');
    for (const process of host.processes) {
      const { stdout } = await process.run('[Console]::Out.WriteLine("canary=$global:VMSpecCanary.")');
      assert.equal(stdout.trim(), 'canary=.');
    }
    assert.deepEqual(host.noise, []);
  });

  it('comes back as it was from paths', async () => {
    const paths = strings.slice(0, BATCH).map((text) => `C:\\${text}`);
    host.hyperv.configure({ template_roots: paths, vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
    const facts = await host.hyperv.doctorFacts?.(patience());
    assert.ok(facts !== undefined && !('failure' in facts), JSON.stringify(facts));
    assert.deepEqual(
      facts.folders.slice(0, paths.length).map(({ path }) => path),
      paths,
    );
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
  });

  it('comes back as it was from 10,000 lines of notes', async () => {
    const vm = { name: 'noted', owner: 'job-noted' };
    const { configure } = await provisionVm(host.hyperv, places, vm, 'vm');
    for (let at = 0; at < strings.length; at += BATCH) {
      const batch = strings.slice(at, at + BATCH);
      // Line ends are told in one way.
      const notes = batch.join('\u0001').replaceAll(/\r+\n/g, '\n');
      const settings = { ...configure.settings, notes };
      await done(host.hyperv, 'configure', { ...configure, settings });
      const { vms } = await inventoryNow(host.hyperv);
      assert.ok(vms.find(({ vm_id }) => vm_id === configure.vm_id)?.notes === notes);
    }
  });

  it('names switches, and adapters are connected to them', async () => {
    const found = (await inventoryNow(host.hyperv)).switches.map(({ name }) => name);
    assert.deepEqual(found, [...switches, places.switch]);
    const plan = await provisionVm(host.hyperv, places, { name: 'wired', owner: 'job-wired' }, 'configure');
    for (let at = 0; at < switches.length; at += 100) {
      const adapters = switches.slice(at, at + 8).map((name) => ({
        ...{ switch: name, vlan_id: null, mac_address: null, mac_spoofing: false },
      }));
      await done(host.hyperv, 'network', { ...plan.network, adapters });
      const { vms } = await inventoryNow(host.hyperv);
      assert.deepEqual(vms.find(({ vm_id }) => vm_id === plan.start.vm_id)?.adapters, adapters);
    }
  });

  it('names files to keep, owners and VMs, and finds none that is not there', async () => {
    const plan = await provisionVm(host.hyperv, places, { name: 'kept', owner: 'job-kept' }, 'vm');
    await done(host.hyperv, 'remove_vm', plan.remove_vm);
    const [owner = ''] = names.slice(-1);
    assert.equal(
      await failureOf(host.hyperv, 'remove_files', { ...plan.remove_files, owner }),
      'NotOwned,VMSpec',
    );
    await done(host.hyperv, 'remove_files', { ...plan.remove_files, keep: strings.slice(0, BATCH) });
    for (const vm_id of names.slice(0, 20)) {
      const result = await host.hyperv.ensure('start', { vm_id, room: NO_ROOM }, patience());
      assert.equal(result.outcome, 'failed');
    }
  });

  it('names VMs and their folders', async () => {
    // What separates folders is none of a name.
    const usable = names
      .filter((text) => !/[\\/]/.test(text) && text === text.trim() && text.length <= 100)
      .slice(0, 20);
    const inventory = await inventoryNow(host.hyperv);
    for (const name of usable)
      await done(host.hyperv, 'vm', vmPlan(places, inventory, { name, owner: 'o' }).vm);
    const { vms } = await inventoryNow(host.hyperv);
    assert.deepEqual(
      usable.filter((name) => !vms.some(({ vm_name }) => vm_name === name)),
      [],
    );
  });

  it('is in no argument of a process', function () {
    if (process.platform !== 'linux') skipTest(this, 'the arguments of processes are read from /proc');
    for (const { pid } of host.processes) {
      const [, ...args] = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
      const own = args.slice(args.indexOf('-NoLogo'));
      assert.deepEqual(own, ['-NoLogo', '-NoProfile', '-NonInteractive', '-NoExit', '-Command', '-', '']);
    }
  });

  it('would be seen if it ran', async () => {
    const [shell] = host.processes;
    await shell?.run(PAYLOAD);
    assert.ok(existsSync(canary));
    rmSync(canary);
    await shell?.run('$global:VMSpecCanary = $null');
  });
});
