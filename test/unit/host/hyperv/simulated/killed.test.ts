import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { practiceHost, type PracticeHost } from '../../../../support/practiceHost.ts';
import { inventoryNow } from '../../../../support/provisionVm.ts';

/** Changes the machine in a process of its own, says what it made, and kills itself without closing anything. */
const CHILD = `
  import { writeSync } from 'node:fs';
  import { openSimulatedHyperV } from './server/src/host/hyperv/simulated/simulatedHyperV.ts';
  import { PRACTICE_MACHINE as description } from './server/src/host/hyperv/simulated/practiceMachine.ts';
  import { fakeClock } from './test/support/fakeClock.ts';
  import { seededRandom } from './test/support/seededRandom.ts';
  const folder = process.env.MACHINE_FOLDER;
  const hyperv = openSimulatedHyperV({ folder, description, speed: 0, clock: fakeClock(), random: seededRandom(7) });
  const ids = ['a', 'b', 'c'].map((name) => hyperv.byHand.createVm({ name }).vm_id);
  writeSync(1, JSON.stringify(ids));
  process.kill(process.pid, 'SIGKILL');
`;

describe('a practice host whose process is killed', () => {
  let host: PracticeHost;
  beforeEach(() => {
    host = practiceHost();
  });
  afterEach(() => host.close());

  it('has everything that was done before', async function () {
    this.timeout(20_000);
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', CHILD], {
      env: { ...process.env, MACHINE_FOLDER: host.folder },
      encoding: 'utf8',
    });
    assert.notEqual(child.status, 0);
    const made: unknown = JSON.parse(child.stdout);
    const { vms } = await inventoryNow(host.reopen());
    const found = vms.filter((vm) => ['a', 'b', 'c'].includes(vm.vm_name)).map((vm) => vm.vm_id);
    assert.deepEqual(found, made);
  });
});
