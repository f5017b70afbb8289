import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measured } from '../support/goals/measured.ts';
import { inSoak } from '../support/goals/scale.ts';
import { dice } from '../support/simulation/dice.ts';
import { FAULTS, faultCase, MAKING, REMOVING } from '../support/simulation/faultCases.ts';
import { prepare, runSchedule, type JobCase, type Schedule } from '../support/simulation/schedules.ts';

const SEED = Number(process.env['VMSPEC_FAULT_SEED'] ?? 1);

/** Alone, and with a kill of the host: at one point of it, or in the long run at every one. */
async function tryFault(job: JobCase): Promise<number> {
  const prepared = await prepare(job);
  const run = async (schedule: Schedule): Promise<number> => {
    try {
      const { moments, struck } = await runSchedule(job, prepared, schedule);
      const alone = schedule.kills.length === 0;
      assert.ok(!alone || job.faults === undefined || struck > 0, 'the fault struck');
      return moments;
    } catch (error) {
      throw new Error(`${job.what}, killed after ${schedule.kills.join()}, ${schedule.burial}`, {
        cause: error,
      });
    }
  };
  try {
    const moments = await run({ kills: [], burial: 'calls_end' });
    const chosen = inSoak ? Array.from({ length: moments }, (_, n) => n + 1) : [dice(SEED).int(1, moments)];
    for (const moment of chosen) {
      await run({ kills: [moment], burial: 'calls_end' });
      await run({ kills: [moment], burial: 'calls_go_on' });
    }
    return 1 + 2 * chosen.length;
  } finally {
    await prepared.close();
  }
}

describe('every fault of every step', function () {
  this.timeout(3_600_000);

  for (const step of [...MAKING, ...REMOVING]) {
    it(`G4: ${step}: alone and with a kill of the host, leaves no orphan and a ledger that is the machine`, async () => {
      let tried = 0;
      for (const fault of FAULTS) tried += await tryFault(faultCase(step, fault));
      measured({
        ...{ goal: 'G4', tried: `${step}: ${FAULTS.length} faults, ${tried} runs` },
        ...{ result: '0 orphans', reached: true },
      });
    });
  }
});
