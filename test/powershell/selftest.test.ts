import assert from 'node:assert/strict';
import { join } from 'node:path';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runPowerShell, servedMachine, type ServedMachine } from '../support/powershell/runPowerShell.ts';

const SCRIPT = join(import.meta.dirname, '../../server/powershell/selftest.ps1');

describe('the self-test of the PowerShell module', function () {
  this.timeout(180_000);
  let shell: Engine;
  let machine: ServedMachine;
  before(async function () {
    shell = engine(this);
    machine = await servedMachine();
  });
  after(async () => {
    // Without an engine there is no machine either.
    await (machine as ServedMachine | undefined)?.close();
  });

  const selfTest = (...more: readonly string[]): ReturnType<typeof runPowerShell> =>
    runPowerShell(shell, [], {
      args: ['-NoProfile', '-NonInteractive', '-File', SCRIPT, ...more],
      env: machine.env,
    });

  it('makes, checks and removes a VM of every shape', async () => {
    const { state } = machine.bridge.machine;
    const before = { vms: [...state.vms.keys()], files: [...state.files.keys()] };
    const { stdout, stderr, code } = await selfTest('-Create', '-Folder', 'C:\\VMs');
    // What only Windows can tell of an account cannot be read elsewhere.
    const failed = stdout
      .split(/\r?\n/)
      .filter((line) => line.startsWith('FAIL') && !line.includes('This account'));
    assert.deepEqual(failed, []);
    assert.match(stdout, /gen2-tpm: verify/);
    assert.equal(stderr, '');
    assert.deepEqual({ vms: [...state.vms.keys()], files: [...state.files.keys()] }, before);
    const account = /^FAIL.*This account/m.test(stdout);
    assert.equal(code, account ? 1 : 0);
  });

  it('ends with 1 when a check fails', async () => {
    const { stdout, code } = await selfTest('-Create', '-Folder', 'Q:\\nowhere');
    assert.match(stdout, /FAIL|nowhere/);
    assert.equal(code, 1);
  });
});
