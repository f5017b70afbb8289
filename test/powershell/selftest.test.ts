import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'mocha';
import { NO_HYPERV } from '../../server/src/host/hyperv/lacksHyperV.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runPowerShell, servedMachine, type ServedMachine } from '../support/powershell/runPowerShell.ts';
import { type CliResult, type CliSetup, runCli } from '../support/runCli.ts';

const SCRIPT = join(import.meta.dirname, '../../server/powershell/selftest.ps1');
/** What only Windows can tell of an account cannot be read elsewhere. */
const ACCOUNT = 'This account may manage Hyper-V';
const WHERE = ['--folder', 'C:\\VMs'];

interface Check {
  readonly check: string;
  readonly passed: boolean;
  readonly detail: string;
}

describe('the self-test', function () {
  this.timeout(180_000);
  let shell: Engine;
  let machine: ServedMachine;
  const state: { before: unknown } = { before: null };
  /** Every VM and file of the machine. */
  const contents = (): unknown => {
    const { vms, files } = machine.bridge.machine.state;
    return { vms: [...vms.keys()], files: [...files.keys()] };
  };
  before(function () {
    shell = engine(this);
  });
  beforeEach(async () => {
    machine = await servedMachine();
    state.before = contents();
  });
  afterEach(async () => {
    await machine.close();
  });

  const environment = (): Readonly<Record<string, string>> => ({
    ...(process.env as Record<string, string>),
    ...shell.env,
    ...machine.env,
    VMSPEC_PWSH: shell.executable,
  });
  const selftest = (argv: readonly string[], setup: CliSetup = {}): Promise<CliResult> =>
    runCli(['selftest', ...argv], { ...setup, env: { ...environment(), ...setup.env } });
  /** Runs it for programs, and answers what differs beside the account. */
  const differences = async (
    ...argv: string[]
  ): Promise<{ readonly checks: Check[]; readonly failed: Check[]; readonly code: number }> => {
    const { out, err, code } = await selftest([...argv, '--json']);
    assert.notEqual(out, '', err);
    const { checks } = JSON.parse(out) as { checks: Check[] };
    return { checks, code, failed: checks.filter(({ passed, check }) => !passed && check !== ACCOUNT) };
  };

  it('changes nothing unless told to', async () => {
    const revision = machine.bridge.machine.state.revision();
    const { out, code } = await selftest([]);
    assert.match(out, /^ok {4}Hyper-V module is installed$/m);
    assert.match(out, /^ok {4}An unknown VM is ObjectNotFound +ObjectNotFound,/m);
    const failed = [...out.matchAll(/^FAIL {2}(.*?)$/gm)].map((match) => match[1]?.trim());
    assert.deepEqual(
      failed.filter((check) => check !== ACCOUNT),
      [],
    );
    assert.match(out, new RegExp(`\\d+ passed, ${String(failed.length)} failed\\n$`));
    assert.equal(code, failed.length > 0 ? 1 : 0);
    assert.equal(machine.bridge.machine.state.revision(), revision);
  });

  it('makes, checks and removes a VM of every shape, and sees that all facts of the practice host hold', async () => {
    const { checks, failed } = await differences('--create', '--yes', ...WHERE);
    assert.deepEqual(failed, []);
    assert.deepEqual(contents(), state.before);
    const verified = checks
      .filter(({ check }) => check.endsWith(': verify'))
      .map(({ check }) => check.split(':')[0]);
    assert.deepEqual(verified, [
      'gen2-differencing-static',
      'gen2-copy-dynamic',
      'gen1-differencing-dynamic',
      'gen1-copy-static-data-dvd',
      'gen2-data-fixed-dvd',
      'gen2-vlan-mac-spoofing',
      'gen2-tpm',
      'gen2-shielded-template',
      'gen2-no-secure-boot',
      'gen2-nested',
    ]);
    assert.ok(checks.some(({ check }) => check === 'Removing a VM keeps its disks'));
    assert.equal(checks.at(-1)?.check, 'Nothing is left behind');
  });

  it('says beforehand what it will make and remove, and makes nothing unless a person agrees', async () => {
    const revision = machine.bridge.machine.state.revision();
    for (const stdin of ['n\n', '']) {
      const { err, code } = await selftest(['--create', ...WHERE], { terminal: true, stdin });
      assert.equal(code, 7, err);
      assert.match(err, /^It makes 10 tiny VMs .*\n(?: {2}gen[12]-\S+\n){10}/m);
      assert.match(err, /below C:\\VMs, which is removed at the end/);
      assert.match(err, /Make and remove them\? \[y\/N\]/);
    }
    const unasked = await selftest(['--create', ...WHERE]);
    assert.equal(unasked.code, 64);
    assert.match(unasked.err, /--yes/);
    assert.equal(machine.bridge.machine.state.revision(), revision);
  });

  it('tells which step failed, goes on with the other shapes, and cleans up what the steps could not', async () => {
    machine.bridge.faults.add(
      { kind: 'error', operation: 'Start-VM', vm_name: 'gen2-tpm' },
      { kind: 'error', operation: 'Stop-VM', vm_name: 'gen2-copy-dynamic', times: 1 },
      { kind: 'error', operation: 'Remove-VM', vm_name: 'gen2-no-secure-boot', times: 3 },
    );
    const { failed, checks, code } = await differences('--create', '--yes', ...WHERE);
    assert.deepEqual(
      failed.map(({ check }) => check),
      [
        'gen2-copy-dynamic: stop',
        'gen2-copy-dynamic: remove_vm',
        'gen2-copy-dynamic: remove_files',
        'gen2-tpm: start',
        'gen2-tpm: verify',
        'gen2-no-secure-boot: remove_vm',
        'gen2-no-secure-boot: remove_files',
      ],
    );
    assert.ok(checks.some(({ check, passed }) => passed && check === 'gen2-nested: verify'));
    assert.ok(checks.some(({ check, passed }) => passed && check === 'Removing a VM keeps its disks'));
    assert.equal(code, 1);
    assert.deepEqual(contents(), state.before);
  });

  it('says where something stays, and the next one removes it', async () => {
    const failure = {
      ...{ id: 'SomethingElse,Microsoft.HyperV.PowerShell.Commands.NewVM', category: 'NotSpecified' },
      ...{ hresult: null, message: 'no', target: null },
    };
    machine.bridge.faults.add(
      { kind: 'error', operation: 'Remove-VM', vm_name: 'gen2-copy-dynamic' },
      { kind: 'error', operation: 'New-VM', vm_name: 'fact-gen1', failure },
    );
    const first = await differences('--create', '--yes', ...WHERE);
    const [end, left] = first.failed.slice(-2);
    assert.equal(end?.check, 'The self-test comes to its end');
    assert.match(end.detail, /^SomethingElse,/);
    assert.equal(left?.check, 'Nothing is left behind');
    assert.match(left.detail, /^C:\\VMs\\vmspec-selftest-[0-9a-f]{32}$/);
    assert.notDeepEqual(contents(), state.before);
    machine.bridge.faults.clear();
    const { err } = await selftest(['--create', ...WHERE]);
    assert.ok(err.includes(`what an earlier self-test left, with the VMs in it: ${left.detail}`), err);
    const next = await differences('--create', '--yes', ...WHERE);
    assert.deepEqual(next.failed, []);
    assert.deepEqual(contents(), state.before);
  });

  it('sees an error that has another id than VMSpec knows', async () => {
    const failure = {
      ...{ id: 'SomethingElse,Microsoft.Vhd.PowerShell.Cmdlets.GetVhd', category: 'NotSpecified' },
      ...{ hresult: null, message: 'no', target: null },
    };
    machine.bridge.faults.add({ kind: 'error', operation: 'Get-VHD', failure });
    const { failed } = await differences();
    assert.deepEqual(
      failed.map(({ check, detail }) => [check, detail]),
      [['A missing disk is InvalidParameter', failure.id]],
    );
  });

  it('cannot make its folder: it says so and leaves nothing', async () => {
    const { failed } = await differences('--create', '--yes', '--folder', 'Q:\\nowhere');
    assert.deepEqual(
      failed.map(({ check }) => check),
      ['The self-test comes to its end'],
    );
    assert.deepEqual(contents(), state.before);
  });

  it('stops at Ctrl-C, and cleans up first', async () => {
    const onOut: CliSetup['onOut'] = (text, interrupt) => {
      if (text.includes('gen2-copy-dynamic: start')) interrupt();
    };
    const { out, err, code } = await selftest(['--create', '--yes', ...WHERE], { onOut });
    assert.equal(code, 130);
    assert.match(err, /Interrupted\. What the self-test had made is removed again\./);
    assert.match(out, /Nothing is left behind/);
    assert.doesNotMatch(out, /gen2-nested/);
    assert.deepEqual(contents(), state.before);
  });

  it('cleans up also when nobody reads any more what it says', async () => {
    const args = ['-NoProfile', '-NonInteractive', '-File', SCRIPT, '-Create', '-Folder', 'C:\\VMs'];
    const child = spawn(shell.executable, args, { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] });
    const exit = once(child, 'exit');
    const seen = { text: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen.text += text;
      if (seen.text.includes('gen2-copy-dynamic: vm')) child.stdout.destroy();
    });
    const [code] = (await exit) as [number | null];
    assert.equal(code, 1);
    assert.deepEqual(contents(), state.before);
  });

  it('is a table for people who run the script itself', async () => {
    const { stdout, stderr } = await runPowerShell(shell, [], {
      args: ['-NoProfile', '-NonInteractive', '-File', SCRIPT],
      env: machine.env,
    });
    assert.equal(stderr, '');
    assert.match(stdout, /^ok {4}Hyper-V module is installed *$/m);
    assert.match(stdout, /^\d+ passed, [01] failed$/m);
    const plan = await runPowerShell(shell, [], {
      args: ['-NoProfile', '-NonInteractive', '-File', SCRIPT, '-Describe', '-Folder', 'C:\\VMs'],
      env: machine.env,
    });
    assert.match(
      plan.stdout,
      /^Makes and removes, in a new folder below C:\\VMs, .*gen1-copy-static-data-dvd/,
    );
    assert.equal(plan.code, 0);
  });

  it('without the Hyper-V module it ends with 78 and the sentence of serve', async () => {
    const modules = mkdtempSync(join(tmpdir(), 'vmspec-modules-'));
    const all = join(shell.hyperv, '..');
    for (const name of readdirSync(all).filter((one) => one !== 'Hyper-V'))
      cpSync(join(all, name), join(modules, name), { recursive: true });
    try {
      for (const argv of [[], ['--create', '--yes']]) {
        const { err, code } = await selftest(argv, { env: { PSModulePath: modules } });
        assert.equal(code, 78, err);
        assert.ok(err.includes(NO_HYPERV), err);
      }
    } finally {
      rmSync(modules, { recursive: true, force: true });
    }
  });

  it('says so when PowerShell cannot run it', async () => {
    const { err, code } = await selftest([], { env: { VMSPEC_PWSH: process.execPath } });
    assert.equal(code, 78);
    assert.match(err, /PowerShell cannot run the self-test/);
  });
});

describe('the self-test on a computer without Hyper-V', () => {
  it('ends with 78 and the sentence of serve', async () => {
    const { out, err, code } = await runCli(['selftest', '--create', '--yes']);
    assert.deepEqual([out, code], ['', 78]);
    assert.ok(err.includes(NO_HYPERV), err);
  });

  it('ends with 78 when the PowerShell that was named is not there', async () => {
    const { err, code } = await runCli(['selftest'], { env: { VMSPEC_PWSH: '/nowhere/pwsh' } });
    assert.equal(code, 78);
    assert.match(err, /PowerShell cannot be started: \/nowhere\/pwsh/);
  });

  it('takes no folder that is not on this computer', async () => {
    for (const folder of ['VMs', '\\\\nas\\vms', '/vms'])
      assert.equal((await runCli(['selftest', '--folder', folder])).code, 64, folder);
  });
});
