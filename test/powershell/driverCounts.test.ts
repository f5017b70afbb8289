import assert from 'node:assert/strict';
import { countedJob } from '../support/powershell/countedJob.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { engineHost, type EngineHost } from '../support/powershell/engineHost.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';

describe('a job of ten VMs through PowerShell', function () {
  this.timeout(600_000);
  let shell: Engine;
  let host: EngineHost;
  before(async function () {
    shell = engine(this);
    host = await engineHost(shell, await servedMachine());
  });
  after(() => host.close());

  it('starts at most four processes, and asks one of them at most eight times per VM', async () => {
    const { processes, roundTripsPerVm } = await countedJob(host, 'web', 10);
    assert.ok(processes >= 2 && processes <= 4, `${String(processes)} processes`);
    assert.ok(roundTripsPerVm <= 8, `${String(roundTripsPerVm)} round trips per VM`);
    assert.deepEqual(host.driver.noise, []);
  });
});
