import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { assertKept } from '../../support/crash/assertKept.ts';
import { makeKillData, startKillHost, submitAgain, submitUntilKilled } from '../../support/crash/killLoad.ts';
import { measured } from '../../support/goals/measured.ts';
import { amount } from '../../support/goals/scale.ts';
import { isBuilt, type HostProcess } from '../../support/host/hostProcess.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { skipTest } from '../../support/skipTest.ts';

const SEED = Number(process.env['VMSPEC_KILL_SEED'] ?? 20_261_127);
const KILLS = amount(10, 500);
const ACKNOWLEDGED = amount(300, 100_000);
/** VMs that have room on the machine, nearly; then the next host begins with an empty one. */
const ROOM = 1700;
const MOST_IN_A_LIFE = amount(120, 800);
/** No waiting at all, fast, and as slow as on Hyper-V. */
const speeds = [0, 50, 1] as const;

describe('a host that is killed again and again while clients submit', function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-kills-'));
  const running: { host: HostProcess | null } = { host: null };
  const random = seededRandom(SEED);

  before(function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
  });
  after(async () => {
    await running.host?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lives and deaths of hosts on the same data until it is full or enough; answers what came of it. */
  const killOften = async (directory: string, enough: (kills: number, acks: number) => boolean) => {
    makeKillData(directory);
    const names = nameAfterName();
    const acknowledged = new Map<string, string>();
    const total = { kills: 0, retried: 0 };
    while (acknowledged.size < ROOM - MOST_IN_A_LIFE && !enough(total.kills, acknowledged.size)) {
      const speed = speeds[Math.floor(random.fraction() * speeds.length)] ?? 0;
      running.host = await startKillHost(directory, speed);
      const amountOfLife = 1 + Math.floor(random.fraction() * MOST_IN_A_LIFE);
      const submitted = await submitUntilKilled(running.host, names, amountOfLife);
      total.kills += 1;
      const unanswered = submitted.filter(({ jobId }) => jobId === null).map(({ name }) => name);
      for (const { name, jobId } of submitted) if (jobId !== null) acknowledged.set(name, jobId);
      assertKept(directory, acknowledged);
      running.host = await startKillHost(directory, speed);
      const [first] = submitted;
      const again = await submitAgain(running.host, [
        ...unanswered,
        ...(first === undefined ? [] : [first.name]),
      ]);
      if (first !== undefined && first.jobId !== null) assert.equal(again.get(first.name), first.jobId);
      for (const name of unanswered) acknowledged.set(name, again.get(name) ?? '');
      total.retried += again.size;
      await running.host.kill();
      total.kills += 1;
      assertKept(directory, acknowledged);
    }
    return { ...total, acknowledged: acknowledged.size };
  };

  it(`G2: after ${KILLS} times kill -9 nothing of ${ACKNOWLEDGED} acknowledged jobs is lost; T07: the same key leads to the same job`, async () => {
    const total = { kills: 0, acknowledged: 0, retried: 0 };
    try {
      for (let machine = 0; total.kills < KILLS || total.acknowledged < ACKNOWLEDGED; machine += 1) {
        const directory = join(folder, String(machine));
        const came = await killOften(
          directory,
          (kills, acks) => total.kills + kills >= KILLS && total.acknowledged + acks >= ACKNOWLEDGED,
        );
        total.kills += came.kills;
        total.acknowledged += came.acknowledged;
        total.retried += came.retried;
        rmSync(directory, { recursive: true, force: true });
      }
    } catch (error) {
      const soFar = `after ${total.kills} kills and ${total.acknowledged} jobs, VMSPEC_KILL_SEED=${SEED}`;
      throw new Error(soFar, { cause: error });
    }
    measured({
      goal: 'G2',
      tried: `${total.kills} times kill -9 under load, seed ${SEED}`,
      result: `0 of ${total.acknowledged} acknowledged jobs lost, ${total.retried} repeated by key without a second job`,
      reached: true,
    });
  });
});

function* nameAfterName(): Generator<string> {
  for (let n = 1; ; n += 1) yield `vm-${n}`;
}
