import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { HostFile } from '#schemas/generated/types.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { oneVm } from '../../bench/host/bigMachine.ts';
import { median } from '../../bench/numbers.ts';
import { makeKillData, startKillHost } from '../../support/crash/killLoad.ts';
import { measured } from '../../support/goals/measured.ts';
import { inSoak } from '../../support/goals/scale.ts';
import { countEvents } from '../../support/host/eventCount.ts';
import { isBuilt, type HostProcess } from '../../support/host/hostProcess.ts';
import { ended, jobIdOf, remove, submit } from '../../support/host/jobs.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';

const SOCKETS = 20;
const JOBS_A_SECOND = 5;
const MINUTES = Number(process.env['VMSPEC_MINUTES_OF_G11'] ?? 60);
/** A usual run has no pace: it counts, and measures nothing. */
const SECONDS = inSoak ? MINUTES * 60 : 6;
/** Times are divided by this. */
const SPEED = 20;
const MOST_GROWTH = 0.1;

/** What a process takes, on Linux. */
interface Taken {
  readonly rssMb: number;
  readonly files: number;
}

function takenBy(pid: number): Taken {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssMb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  return { rssMb, files: readdirSync(`/proc/${pid}/fd`).length };
}

describe('a host that works for long', function () {
  this.timeout(120_000);
  const directory = mkdtempSync(join(tmpdir(), 'vmspec-long-'));
  const running: { host: HostProcess | null } = { host: null };

  before(function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
    if (process.platform !== 'linux') skipTest(this, 'what a process takes is read as Linux tells it');
  });
  after(async () => {
    await running.host?.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  /** One second's worth: VMs are made in one and deleted in the next. */
  const work = async (host: HostProcess, second: number, made: string[]): Promise<number> => {
    if (second % 2 === 0) {
      const names = Array.from({ length: JOBS_A_SECOND }, (_unused, n) => `vm-${second}-${n}`);
      for (const name of names) made.push(await submit(host, oneVm(name)));
      return names.length;
    }
    const jobs = made.splice(0);
    for (const id of jobs) {
      const job = await ended(host, id, { between: () => pause(50) });
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      jobIdOf(await remove(host, job.vms[0]?.vm_id ?? '', '?disks=delete&force=true'));
    }
    return jobs.length;
  };

  it(`G11: ${SOCKETS} sockets and ${JOBS_A_SECOND} jobs a second: no event is lost, no file stays open, nothing is rejected`, async () => {
    makeKillData(directory);
    const host = await startKillHost(directory, SPEED);
    running.host = host;
    const { pid } = JSON.parse(readFileSync(dataFiles(directory).hostFile, 'utf8')) as HostFile;
    const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => countEvents(host)));
    const taken: Taken[] = [];
    const made: string[] = [];
    const started = performance.now();
    let jobs = 0;
    for (let second = 0; second < SECONDS; second += 1) {
      jobs += await work(host, second, made);
      if (inSoak) await pause(started + (second + 1) * 1000 - performance.now());
      if (second % 10 === 9 || !inSoak) taken.push(takenBy(pid));
    }
    const most = (): number => Math.max(...sockets.map(({ newest }) => newest()));
    await waitFor('all sockets hear the same', () => sockets.every(({ newest }) => newest() === most()));
    assert.ok(sockets.every(({ inOrder }) => inOrder()));
    const counts = new Set(sockets.map(({ count }) => count()));
    assert.equal(counts.size, 1, 'every socket hears of every event');
    for (const socket of sockets) socket.close();
    const { code, stderr } = await host.kill('SIGTERM');
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /unhandled|rejection|Error/i);
    if (inSoak) tell(taken, jobs, [...counts][0] ?? 0);
  });

  function tell(taken: readonly Taken[], jobs: number, events: number): void {
    // The first sixth is warm-up: caches fill, and the compiler is at work.
    const part = Math.max(1, Math.floor(taken.length / 6));
    const early = taken.slice(part, 2 * part);
    const late = taken.slice(-part);
    const rss = (some: readonly Taken[]): number => median(some.map(({ rssMb }) => rssMb));
    const files = (some: readonly Taken[]): number => median(some.map((one) => one.files));
    const growth = rss(late) / rss(early) - 1;
    measured({
      goal: 'G11',
      tried: `${MINUTES} minutes, ${SOCKETS} sockets, ${jobs} jobs, ${events} events to each`,
      result:
        `memory ${rss(early).toFixed(0)} to ${rss(late).toFixed(0)} MB (${(growth * 100).toFixed(1)} %), ` +
        `open files ${files(early)} to ${files(late)}, 0 unhandled rejections, 0 events lost`,
      reached: growth < MOST_GROWTH && files(late) <= files(early) + 2,
    });
  }
});

/** Lets real time pass: what is tried here is a pace, and nothing is waited for. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
