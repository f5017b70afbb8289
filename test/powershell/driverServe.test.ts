import assert from 'node:assert/strict';
import type { Doctor, Job } from '#schemas/generated/types.ts';
import { request } from '../support/host/client.ts';
import { submit } from '../support/host/jobs.ts';
import { smallMachine } from '../support/host/smallMachine.ts';
import { describeSpecification } from '../support/host/specification.ts';
import { spec, vm } from '../support/host/vm.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { servedHost, type ServedHost } from '../support/powershell/servedHost.ts';

describe('vmspec serve --driver hyperv', function () {
  this.timeout(180_000);
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });

  describe("the specification's scenarios", () => {
    const served: ServedHost[] = [];
    afterEach(() => Promise.all(served.splice(0).map((host) => host.remove())));
    describeSpecification(async ({ machine = smallMachine, config = {} }) => {
      const host = await servedHost(shell, { machine, config });
      served.push(host);
      return { url: host.url, token: host.token, faults: host.machine.bridge.faults };
    });
  });

  describe('from its start to its end', () => {
    let host: ServedHost;
    before(async () => {
      host = await servedHost(shell, { machine: smallMachine });
    });
    after(async () => {
      // Without an engine there is no host either.
      await (host as ServedHost | undefined)?.remove();
    });

    it('makes the VMs of a valid request that fits, in few processes', async () => {
      const jobId = await submit(host, spec(vm('web-1'), vm('web-2')));
      const job = (await request(host, { path: `/api/jobs/${jobId}?wait=60` })).body as Job;
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.equal(job.simulated, false);
      const shells = host.shells().length;
      assert.ok(shells >= 2 && shells <= 4, `${String(shells)} processes`);
    });

    it('checks itself: what cannot be read of this machine is no reason to stop', async () => {
      const { status, body } = await request(host, { path: '/api/doctor' });
      assert.equal(status, 200);
      const { checks } = body as Doctor;
      assert.deepEqual(
        checks.filter(({ state }) => state === 'red'),
        [],
      );
      const found = (id: string): unknown => checks.find((check) => check.id === id)?.message;
      assert.equal(found('hyperv_module'), 'The Hyper-V module 2.0.0.0 is installed.');
      assert.equal(found('execution_policy'), 'RemoteSigned (LocalMachine).');
      assert.match(String(found('folders')), /^[1-9] folders, open to SYSTEM\.$/);
    });

    it('ends its PowerShell processes when it stops', async () => {
      const shells = host.shells();
      assert.equal(await host.stop(), 0);
      for (const pid of shells) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    });
  });
});
