import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Store } from '../../server/src/host/store/store.ts';
import { DatabaseUnusable } from '../../server/src/host/store/unusable.ts';
import { commitJobs, jobsAfter, openTestStore } from '../support/fuzz/committedJobs.ts';
import { damageFile } from '../support/fuzz/damageFile.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { amount } from '../support/goals/scale.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../support/host/hostProcess.ts';
import { errorOf, listVms, provision, provisioned, vmNamed } from '../support/host/jobs.ts';
import { smallMachine } from '../support/host/smallMachine.ts';
import { startTestHost } from '../support/host/testHost.ts';
import { spec, vm } from '../support/host/vm.ts';
import { seededRandom } from '../support/seededRandom.ts';
import { skipTest } from '../support/skipTest.ts';

describe('T23: damaged records', function () {
  this.timeout(amount(60_000, 1_800_000));
  const state = { folder: '' };
  const processes = new Set<HostProcess>();
  before(() => {
    state.folder = fastDirectory();
  });
  afterEach(async () => {
    for (const host of processes) await host.kill();
    processes.clear();
  });
  after(() => {
    rmSync(state.folder, { recursive: true, force: true });
  });

  it('T23: a log that is cut, or spoilt from a byte on, holds every commit before it, whole, and none behind it', async () => {
    const seed = fuzzSeed(6);
    await withSeed(seed, () => {
      const { database, log, ends } = commitJobs(state.folder, 40);
      const random = seededRandom(seed);
      for (let n = 0; n < amount(200, 10_000); n += 1) {
        const at = Math.floor(random.fraction() * log.length);
        const cut = random.fraction() < 0.5;
        const torn = cut ? log.subarray(0, at) : Buffer.from(log);
        if (!cut) torn[at] = log.readUInt8(at) ^ (1 + Math.floor(random.fraction() * 255));
        const expected = ends.filter((end) => end <= at).map((_, job) => job);
        const what = `${cut ? 'cut' : 'changed'} at ${String(at)} of ${String(log.length)}`;
        assert.deepEqual(jobsAfter(state.folder, database, torn), expected, what);
      }
    });
  });

  /** Records of a host that was stopped in good order, with VMs and a disk that is kept. */
  const makeRecords = async (
    directory: string,
  ): Promise<{ readonly bytes: Buffer; readonly promised: unknown }> => {
    const host = await startTestHost({ directory });
    for (const name of ['a', 'b', 'c']) await provisioned(host, spec(vm(`${name}1`), vm(`${name}2`)));
    const promised = promisedIn(host.host.store);
    await host.stop();
    return { bytes: readFileSync(join(directory, 'vmspec.db')), promised };
  };

  it('T23: a database with any damage opens with the same promises, or says that it cannot be used', async () => {
    const directory = join(state.folder, 'flips');
    mkdirSync(directory);
    const { bytes: whole, promised } = await makeRecords(directory);
    const seed = fuzzSeed(7);
    await withSeed(seed, () => {
      const random = seededRandom(seed);
      const path = join(directory, 'damaged.db');
      const seen = { opened: 0, refused: 0 };
      for (let n = 0; n < amount(300, 20_000); n += 1) {
        const { bytes, what } = damageFile(whole, random);
        for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
        writeFileSync(path, bytes);
        const found = openOrRefusal(path);
        seen[found === null ? 'refused' : 'opened'] += 1;
        // A file without a byte is a database that was never begun.
        if (found !== null && bytes.length > 0) assert.deepEqual(found, promised, what);
      }
      assert.ok(seen.opened > 0 && seen.refused > 0, JSON.stringify(seen));
    });
  });

  it('T23: a host on damaged records serves as before, or ends with words that lead on', async function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
    const directory = join(state.folder, 'process');
    mkdirSync(directory);
    const { bytes: whole } = await makeRecords(directory);
    const seed = fuzzSeed(8);
    await withSeed(seed, async () => {
      const random = seededRandom(seed);
      for (let n = 0; n < amount(5, 500); n += 1) {
        const { bytes, what } = damageFile(whole, random);
        clearRecords(directory);
        writeFileSync(join(directory, 'vmspec.db'), bytes);
        const started = await startHostProcess({ directory, speed: 0 });
        if ('host' in started) {
          processes.add(started.host);
          assert.equal((await listVms(started.host)).length, 6, what);
          assert.equal((await started.host.kill('SIGTERM')).code, 0, what);
          processes.delete(started.host);
        } else assertClear(started.ended.code, started.ended.stderr, what);
      }
    });
  });

  it('T23: new records promise nothing that is taken, and keep the damaged ones beside', async function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
    const directory = join(state.folder, 'anew');
    mkdirSync(directory);
    const host = await startTestHost({ directory });
    await provisioned(host, spec(vm('most', { cpu_cores: 60 })));
    await host.stop();
    const database = join(directory, 'vmspec.db');
    const damaged = readFileSync(database).fill(0xff, 4096);
    writeFileSync(database, damaged);
    const refused = await startHostProcess({ directory, speed: 0 });
    assert.ok('ended' in refused);
    assertClear(refused.ended.code, refused.ended.stderr, 'most of it');
    assert.deepEqual(readFileSync(database), damaged, 'nothing was changed');

    const begun = await startHostProcess({ directory, speed: 0, options: ['--new-records'] });
    if (!('host' in begun)) assert.fail(begun.ended.stderr);
    processes.add(begun.host);
    assert.equal((await vmNamed(begun.host, 'most')).managed, false);
    errorOf(
      await provision(begun.host, spec(vm('more', { cpu_cores: smallMachine.logical_processors - 59 }))),
      409,
    );
    assert.equal((await provisioned(begun.host, spec(vm('rest', { cpu_cores: 4 })))).status, 'Success');
    const kept = readdirSync(directory).filter((name) => /^vmspec\.db\.damaged-\d{8}T\d{6}Z$/.test(name));
    assert.deepEqual(
      kept.map((name) => readFileSync(join(directory, name)).equals(damaged)),
      [true],
    );
    await begun.host.kill('SIGTERM');
  });
});

function promisedIn({ ledger, managed }: Store): unknown {
  return {
    sums: [...ledger.promised()],
    names: managed.held().map(({ vm_name, vm_id }) => [vm_name, vm_id]),
  };
}

/** What the records promise, or null when they are refused with the one error for it. */
function openOrRefusal(path: string): unknown {
  try {
    const store = openTestStore(path);
    const promised = promisedIn(store);
    store.close();
    return promised;
  } catch (error) {
    if (error instanceof DatabaseUnusable) return null;
    throw error;
  }
}

function clearRecords(directory: string): void {
  for (const name of readdirSync(directory))
    if (name.startsWith('vmspec.db')) rmSync(join(directory, name), { force: true });
}

/** No stack, no talk of a mistake in the program, and what to do. */
function assertClear(code: number | null, stderr: string, what: string): void {
  assert.ok(code === 70 || code === 78, `${what}: ${String(code)} ${stderr}`);
  assert.match(stderr, /^The records (?:are damaged|cannot be used|were written)/, what);
  assert.doesNotMatch(stderr, /mistake in vmspec|^\s+at /m, what);
}
