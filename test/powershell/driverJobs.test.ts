import assert from 'node:assert/strict';
import { CutOff } from '../../server/src/host/hyperv/simulated/session.ts';
import { describeJobFaults } from '../support/host/jobFaults.ts';
import { describeOutsideChanges } from '../support/host/outsideChanges.ts';
import { ended, eventsOf, provisioned, submit } from '../support/host/jobs.ts';
import { assertLedgerIsMachine } from '../support/host/ledgerOf.ts';
import { isHeldUp } from '../support/host/steps.ts';
import type { TestHost } from '../support/host/testHost.ts';
import { spec, vm } from '../support/host/vm.ts';
import { engineHosts } from '../support/powershell/engineHosts.ts';

describe('a job on the PowerShell driver', function () {
  // Some thirty jobs, each with a shell that has to be started anew.
  this.timeout(600_000);
  const driver = engineHosts();

  describe('when the machine fails', () => {
    describeJobFaults({ ...driver, hangAt: ['disk', 'start'] });
    describeOutsideChanges(driver);
  });

  describe('when its shell is killed', () => {
    afterEach(() => {
      driver.onQuestion(null);
    });
    const request = (name: string): ReturnType<typeof spec> =>
      spec(
        vm(name, {
          data_disks: [{ size_gb: 1, volume: 'D:\\' }],
          vlan_id: 7,
        }),
      );

    /** Places of the questions of one job before which the machine or the operation is another than before. */
    const moments = async (host: TestHost): Promise<readonly number[]> => {
      const seen: string[] = [];
      driver.onQuestion(({ operation }) => {
        if (isStep(operation)) seen.push(`${operation} ${String(host.hyperv.machine.state.revision())}`);
      });
      await provisioned(host, request('undisturbed'));
      driver.onQuestion(null);
      return seen.flatMap((moment, at) => (moment === seen[at - 1] ? [] : [at]));
    };

    // Between two of these moments the machine does not change, and a shell that is gone remembers nothing: a kill there
    // leaves the same.
    it('at any moment, the job still ends with one VM as it was asked for', async () => {
      const clock = driver.clock();
      const host = await driver.start({ clock });
      const points = await moments(host);
      assert.ok(points.length > 25, `${String(points.length)} moments`);
      for (const point of points) {
        let questions = 0;
        let killed = '';
        driver.onQuestion(({ asker, operation }) => {
          if (!isStep(operation)) return;
          questions += 1;
          if (questions !== point + 1) return;
          killed = operation;
          void asker.kill();
          throw new CutOff('its shell is gone');
        });
        const id = await submit(host, request(`vm-${String(point)}`));
        const job = await ended(host, id, {
          between: () => clock.advance(1_000),
        });
        assert.equal(job.status, 'Success', `${killed}: ${JSON.stringify(job.vms)}`);
        assert.ok(killed !== '', `question ${String(point)} came`);
        const waited = eventsOf(host, id).some(isHeldUp);
        assert.ok(waited, `${killed}: the outcome was unknown`);
      }
      assert.equal(host.hyperv.machine.state.vms.size, points.length + 1);
      assertLedgerIsMachine(host);
    });
  });
});

function isStep(operation: string): boolean {
  return /^(?:ensure|probe)_/.test(operation);
}
