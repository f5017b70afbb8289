import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { bigMachine, manyVms } from '../../bench/host/bigMachine.ts';
import { writeFinishedJobs } from '../../bench/host/finishedJobs.ts';
import { measured } from '../../support/goals/measured.ts';
import { amount } from '../../support/goals/scale.ts';
import { ended, submit } from '../../support/host/jobs.ts';
import { startTestHost } from '../../support/host/testHost.ts';

const FINISHED = amount(2000, 10_000);
const UNFINISHED = 20;

describe('a host that starts with many jobs in its records', function () {
  this.timeout(120_000);
  const state = { directory: '' };
  beforeEach(() => {
    state.directory = mkdtempSync(join(tmpdir(), 'vmspec-recovery-'));
  });
  afterEach(() => rmSync(state.directory, { recursive: true, force: true }));

  it(`G6: with ${FINISHED} jobs it takes new ones as soon as it is ready, and ends all ${UNFINISHED} that were not ended`, async () => {
    const { directory } = state;
    writeFinishedJobs(directory, FINISHED);
    // The machine never answers, so that the jobs are still under way when the host stops.
    const faults = [{ kind: 'hang', operation: 'Get-VHD' } as const];
    const first = await startTestHost({ directory, machine: bigMachine, faults });
    const ids: string[] = [];
    for (let n = 0; n < UNFINISHED; n += 1) ids.push(await submit(first, manyVms(1, `unfinished-${n}`)));
    await first.stop();
    const second = await startTestHost({ directory, machine: bigMachine });
    try {
      const one = await submit(second, manyVms(1, 'new'));
      for (const id of [...ids, one]) assert.equal((await ended(second, id)).status, 'Success', id);
      assert.equal(second.host.store.jobs.countUnfinished(), 0);
      assert.equal(second.host.store.managed.held().length, UNFINISHED + 1);
    } finally {
      await second.stop();
    }
    const tried = `start with ${FINISHED} jobs and ${UNFINISHED} unfinished ones`;
    measured({
      goal: 'G6',
      tried,
      result: 'the next job is taken, all unfinished ones succeed',
      reached: true,
    });
  });
});
