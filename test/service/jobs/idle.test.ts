import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { isBuilt, startHostProcess } from '../../support/host/hostProcess.ts';
import { hosts } from '../../support/host/hosts.ts';
import { ended, jobIdOf, provision, readJob } from '../../support/host/jobs.ts';
import { openRpc } from '../../support/host/socket.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';

const IDLE_MS = 60_000;

/** Whether the host is to stop by now. */
async function isDue({ host }: TestHost): Promise<boolean> {
  const notYet = new Promise<boolean>((resolve) => setImmediate(() => setImmediate(resolve, false)));
  return Promise.race([host.stopDue.then(() => true), notYet]);
}

describe('a host that ends when nobody uses it', () => {
  const { start } = hosts();

  it('waits for the time that was named', async () => {
    const clock = fakeClock();
    const host = await start({ clock, untilIdleMs: IDLE_MS });
    await clock.advance(IDLE_MS - 5000);
    assert.equal(await isDue(host), false);
    await clock.advance(10_000);
    await host.host.stopDue;
  });

  it('stays while a socket is open, and for the whole time after the last one', async () => {
    const clock = fakeClock();
    const host = await start({
      clock,
      untilIdleMs: IDLE_MS,
      config: { limits: { websocket_ping_ms: 3_600_000 } },
    });
    const [one, other] = [await openRpc(host), await openRpc(host)];
    await clock.advance(3 * IDLE_MS);
    await one.close();
    await clock.advance(3 * IDLE_MS);
    assert.equal(await isDue(host), false);
    await other.close();
    await clock.advance(IDLE_MS - 5000);
    assert.equal(await isDue(host), false);
    await clock.advance(10_000);
    await host.host.stopDue;
  });

  it('stays while a job runs, and for the whole time after its end', async () => {
    const clock = fakeClock();
    const faults = [{ kind: 'slow', step: 'start', times: 1, delay_ms: 5 * IDLE_MS }] as const;
    const host = await start({ clock, faults, untilIdleMs: IDLE_MS });
    const id = jobIdOf(await provision(host, spec(vm('web-01'))));
    await waitFor('the VM is being started', async () => (await readJob(host, id)).vms[0]?.step === 'start');
    await clock.advance(2 * IDLE_MS);
    assert.equal(await isDue(host), false);
    await ended(host, id, { between: () => clock.advance(1000) });
    assert.equal(await isDue(host), false);
    await clock.advance(IDLE_MS + 5000);
    await host.host.stopDue;
  });

  it('stays for ever where nothing was named', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    await clock.advance(100 * IDLE_MS);
    assert.equal(await isDue(host), false);
  });

  it('as a program ends in order: exit code 0, its host file is gone', async function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is not built');
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-idle-'));
    try {
      const started = await startHostProcess({ directory, speed: 0, untilIdle: 1 });
      assert.ok('host' in started);
      const { code, stderr } = await started.host.ended;
      assert.equal(code, 0, stderr);
      assert.equal(existsSync(dataFiles(directory).hostFile), false);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
