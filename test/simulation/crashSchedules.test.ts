import { describe, it } from 'mocha';
import { measured } from '../support/goals/measured.ts';
import { inSoak } from '../support/goals/scale.ts';
import { dice } from '../support/simulation/dice.ts';
import { jobCases } from '../support/simulation/jobCases.ts';
import {
  prepare,
  runSchedule,
  type JobCase,
  type Prepared,
  type Ran,
  type Schedule,
} from '../support/simulation/schedules.ts';

/** Double kills of each kind of job in a usual run; all of them in the long one. */
const DOUBLES = 25;
const SEED = Number(process.env['VMSPEC_SCHEDULE_SEED'] ?? 1);
/** One schedule to replay, such as `7,12`. */
const ONLY = process.env['VMSPEC_SCHEDULE'];

/** A job ends at most so long after a restart, in ms of the host's clock. */
const RECOVERY_MS = 60_000;

async function run(job: JobCase, prepared: Prepared, schedule: Schedule): Promise<Ran> {
  const { kills, burial } = schedule;
  try {
    const ran = await runSchedule(job, prepared, schedule);
    const late = kills.length > 0 && ran.recoveredMs > RECOVERY_MS + (job.guestMs ?? 0);
    if (late) throw new Error(`recovery takes ${ran.recoveredMs} ms`);
    return ran;
  } catch (error) {
    throw new Error(`VMSPEC_SCHEDULE=${kills.join()} (${job.what}, ${burial})`, { cause: error });
  }
}

const BURIALS = ['calls_end', 'calls_go_on'] as const;

/** Every single kill, and of the double ones as many as asked for; answers how many were tried. */
async function tryAll(job: JobCase, prepared: Prepared): Promise<number> {
  const { moments } = await run(job, prepared, { kills: [], burial: 'calls_end' });
  const doubles: Schedule[] = [];
  for (const burial of BURIALS) {
    for (let first = 1; first <= moments; first += 1) {
      const after = await run(job, prepared, { kills: [first], burial });
      for (let second = 1; second <= after.moments; second += 1)
        doubles.push({ kills: [first, second], burial });
    }
  }
  const chosen = inSoak ? doubles : sampleOf(doubles, DOUBLES);
  for (const schedule of chosen) await run(job, prepared, schedule);
  return BURIALS.length * moments + chosen.length;
}

function sampleOf<T>(all: readonly T[], count: number): T[] {
  const chosen = dice(SEED);
  return Array.from({ length: Math.min(count, all.length) }, () => chosen.pick(all));
}

/**
 * A moment is a commit to the records or a change of the machine: what a restart finds is the same between two of them,
 * so killing after each of them is killing at every point, also before and after each call of the machine.
 */
describe('T09: a host that is killed at any one or two points', function () {
  this.timeout(3_600_000);

  for (const job of jobCases) {
    it(`G3: of ${job.what}, ends the job as if nothing had happened, within a minute`, async () => {
      const prepared = await prepare(job);
      try {
        if (ONLY !== undefined) {
          const kills = ONLY.split(',').map(Number);
          for (const burial of BURIALS) await run(job, prepared, { kills, burial });
          return;
        }
        const tried = await tryAll(job, prepared);
        measured({
          goal: 'G3',
          tried: `${job.what}: ${tried} schedules`,
          result: '0 bad ends',
          reached: true,
        });
      } finally {
        await prepared.close();
      }
    });
  }
});
