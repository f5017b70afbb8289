import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { buildTestProgram } from '../../../scripts/bundling/buildTestProgram.ts';
import { crashJobs } from '../../support/crash/crashJobs.ts';
import {
  assertGoodEnd,
  copyData,
  crashBench,
  removeBench,
  runToPoint,
  type CrashBench,
} from '../../support/crash/crashSchedules.ts';
import { measured } from '../../support/goals/measured.ts';
import { inSoak } from '../../support/goals/scale.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { skipTest } from '../../support/skipTest.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const SEED = Number(process.env['VMSPEC_KILL_SEED'] ?? 20_261_127);
/** Of each kind of job in a usual run; the long run has all single points, and so many pairs at most. */
const SINGLES = 6;
const PAIRS = 2;
const MOST_PAIRS = 1000;
/** A second kill of a usual run comes early in the recovery, so that it comes at all. */
const EARLY = 12;
const SAMPLE = crashJobs.length * (SINGLES + 2 * PAIRS);

describe('T09: a host that is killed by SIGKILL at a numbered point of a job', function () {
  this.timeout(600_000);
  const state = { program: '', benches: [] as CrashBench[], singles: 0, pairs: 0 };
  const random = seededRandom(SEED);
  const upTo = (most: number): number => 1 + Math.floor(random.fraction() * most);

  before(async function () {
    if (process.platform === 'win32') skipTest(this, 'Windows knows no SIGKILL');
    state.program = await buildTestProgram(root, 'test/support/crash/crashHost.ts');
    for (const job of crashJobs) state.benches.push(await crashBench(job, state.program));
  });
  after(() => {
    for (const bench of state.benches) removeBench(bench);
  });

  /** Kills at a point, perhaps once more at a point of the recovery, and looks at the end. */
  const play = async (bench: CrashBench, first: number, second: number | null): Promise<void> => {
    const data = copyData(bench, bench.data, 'data');
    if ((await runToPoint(bench, data, first, 'job')) === null) state.singles += 1;
    if (second !== null && (await runToPoint(bench, data, second, 'start')) === null) state.pairs += 1;
    await assertEnd(bench, data, second === null ? `${first}` : `${first} and ${second}`);
  };

  const assertEnd = async (bench: CrashBench, data: string, points: string): Promise<void> => {
    try {
      await assertGoodEnd(bench, data);
    } catch (error) {
      throw new Error(`${bench.job.name}, killed at ${points} (VMSPEC_KILL_SEED=${SEED})`, { cause: error });
    }
  };

  if (!inSoak) {
    it(`G3: ${SAMPLE} times, at points and pairs of points taken by chance from every kind of job: 0 bad ends`, async () => {
      for (const bench of state.benches) {
        const points = await runToPoint(bench, copyData(bench, bench.data, 'count'), 0, 'job');
        assert.ok(points !== null && points > 5, `${bench.job.name} has ${points ?? 0} points`);
        for (let index = 0; index < SINGLES; index += 1) await play(bench, upTo(points), null);
        for (let index = 0; index < PAIRS; index += 1) await play(bench, upTo(points), upTo(EARLY));
      }
      assert.equal(state.singles, crashJobs.length * (SINGLES + PAIRS));
      assert.ok(state.pairs >= crashJobs.length, `${state.pairs} were killed twice`);
    });
    return;
  }

  for (const [index, { name }] of crashJobs.entries()) {
    it(`G3: at every point of ${name}, and at pairs of points: 0 bad ends`, async () => {
      const bench = state.benches[index];
      assert.ok(bench !== undefined);
      const pairs: [number, number][] = [];
      const killed = (first: number): string => join(bench.folder, `killed-${first}`);
      let first = 1;
      for (; ; first += 1) {
        const data = copyData(bench, bench.data, `killed-${first}`);
        if ((await runToPoint(bench, data, first, 'job')) !== null) break;
        const again = copyData(bench, data, 'data');
        const recovery = await runToPoint(bench, again, 0, 'start');
        for (let second = 1; second <= (recovery ?? 0); second += 1) pairs.push([first, second]);
        await assertEnd(bench, again, `${first}`);
      }
      const chosen = sample(pairs);
      for (const [once, again] of chosen) {
        const data = copyData(bench, killed(once), 'data');
        await runToPoint(bench, data, again, 'start');
        await assertEnd(bench, data, `${once} and ${again}`);
      }
      measured({
        goal: 'G3',
        tried: `${name}: SIGKILL of a process at all ${first - 1} points, and at ${chosen.length} of ${pairs.length} pairs, seed ${SEED}`,
        result: '0 bad ends',
        reached: true,
      });
    });
  }

  function sample(pairs: readonly [number, number][]): [number, number][] {
    const keyed = pairs.map((pair) => ({ pair, key: random.fraction() }));
    return keyed
      .sort((a, b) => a.key - b.key)
      .slice(0, MOST_PAIRS)
      .map(({ pair }) => pair);
  }
});
