import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'mocha';
import { openActivityFile } from '../../../../server/src/host/activity/activityFile.ts';
import { readActivity } from '../../../../server/src/host/activity/readActivity.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

/** A record that is told apart by its number. */
const line = (n: number): string =>
  JSON.stringify({
    at: '2026-01-01T00:00:00.000Z',
    kind: 'request',
    ...{ who: null, role: null, from: null, action: null, target: null },
    ...{ status: n, code: null, request_id: null, details: {} },
  });

describe('the file of the activity log', () => {
  const state: { folder: ReturnType<typeof temporaryFolder> | null } = { folder: null };
  const path = (): string => join(state.folder?.path ?? '', 'activity.log');
  const numbers = async (limit: number): Promise<(number | null)[]> =>
    (await readActivity(path(), limit, () => true)).map(({ status }) => status);
  beforeEach(() => {
    state.folder = temporaryFolder();
  });
  afterEach(() => state.folder?.remove());

  it('is there with the first line, and for its owner only, also when it was open to others', () => {
    const file = openActivityFile({ path: path() });
    assert.ok(!existsSync(path()));
    file.append(line(1));
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    file.close();
    chmodSync(path(), 0o666);
    file.append(line(2));
    file.close();
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.equal(readFileSync(path(), 'utf8'), `${line(1)}\n${line(2)}\n`);
  });

  it('is followed by a new one when it is full, and the oldest of those that are kept is removed', async () => {
    const file = openActivityFile({ path: path(), maxBytes: 3 * line(1).length, kept: 3 });
    for (let n = 100; n < 130; n += 1) file.append(line(n));
    file.close();
    assert.deepEqual(readdirSync(state.folder?.path ?? '').sort(), ['activity.1.log', 'activity.2.log']);
    assert.deepEqual(await numbers(1000), []);
    file.append(line(130));
    assert.deepEqual(await numbers(1000), [124, 125, 126, 127, 128, 129, 130]);
    assert.deepEqual(await numbers(3), [128, 129, 130]);
    file.close();
  });

  it('goes on in a line of its own after a host was killed in the middle of one', async () => {
    appendFileSync(path(), `${line(1)}\n${line(2).slice(0, 20)}`);
    const file = openActivityFile({ path: path() });
    file.append(line(3));
    file.close();
    assert.deepEqual(await numbers(10), [1, 3]);
  });

  it('takes nothing for a record that is none', async () => {
    appendFileSync(path(), `nonsense\n{"at":"yesterday"}\n[]\n\n${line(7)}\n`);
    assert.deepEqual(await numbers(10), [7]);
  });
});
