import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTarget, type Whereabouts } from '../../../../client/src/connection/findTarget.ts';
import type { TargetReading } from '../../../../client/src/connection/target.ts';
import { LOCAL, PRACTICE } from '../../../../client/src/hosts/hostChoice.ts';
import { temporaryFolder } from '../../../support/runCli.ts';
import { hostFile } from '../../../support/wireSamples.ts';

const pin = 'ab'.repeat(32);
const hv01 = { name: 'hv01', url: 'https://hv01:4417', certSha256: pin };

describe('the host that the editor uses', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  /** A data directory with a host file of that process. */
  function directory(name: string, pid: number, token: string | null = 'secret\n'): string {
    const path = join(folder.path, name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'host.json'), JSON.stringify(hostFile({ pid })));
    if (token !== null) writeFileSync(join(path, 'token'), token);
    return path;
  }

  function find(given: Partial<Whereabouts>, token?: string): Promise<TargetReading> {
    const usual = { enabled: true, choice: LOCAL, known: [], local: [], practice: join(folder.path, 'none') };
    return findTarget({ ...usual, ...given }, () => Promise.resolve(token));
  }

  /** What is said of one that cannot be used. */
  function whyNot(reading: TargetReading): string {
    if ('none' in reading) return reading.none;
    return 'failure' in reading ? reading.failure.message : '';
  }

  it('is the one that runs on this computer, in the first folder that has one', async () => {
    const gone = directory('gone', 2 ** 30);
    const running = directory('running', process.pid);
    const reading = await find({ local: [join(folder.path, 'none'), gone, running] });
    assert.ok('target' in reading, whyNot(reading));
    assert.equal(reading.target.token, 'secret');
    assert.equal(reading.target.foundIn, join(running, 'host.json'));
  });

  it('is none where none runs, or where it is switched off', async () => {
    assert.match(whyNot(await find({ local: [directory('over', 2 ** 30)] })), /No VMSpec host is running/);
    const off = await find({ enabled: false, local: [directory('here', process.pid)] });
    assert.match(whyNot(off), /vmspec\.host\.connect/);
  });

  it('is the practice host where that was chosen, and no other in its place', async () => {
    const local = [directory('real', process.pid)];
    assert.match(whyNot(await find({ choice: PRACTICE, local })), /practice host is not running/);
    const practice = directory('practice', process.pid, 'of the practice host');
    assert.match(whyNot(await find({ choice: PRACTICE, local, practice })), /token .* cannot be read/);
    writeFileSync(join(practice, 'token'), 'practice');
    const reading = await find({ choice: PRACTICE, local, practice });
    assert.ok('target' in reading, whyNot(reading));
    assert.equal(reading.target.token, 'practice');
  });

  it('is a known one, with its pin and the token that was saved for it', async () => {
    const choice = { kind: 'known', url: hv01.url } as const;
    const reading = await find({ choice, known: [hv01] }, 'saved');
    assert.ok('target' in reading, whyNot(reading));
    const { url, token, certSha256 } = reading.target;
    assert.deepEqual([url.origin, token, certSha256], [hv01.url, 'saved', pin]);
  });

  it('is not used without a token, or when it is known no more; the next step is named', async () => {
    const choice = { kind: 'known', url: hv01.url } as const;
    assert.match(whyNot(await find({ local: [directory('closed', process.pid, null)] })), /cannot be read/);
    for (const [known, expected] of [
      [[hv01], /No token is saved for hv01/],
      [[], /is not in the setting/],
    ] as const) {
      const reading = await find({ choice, known });
      assert.ok('failure' in reading);
      assert.match(reading.failure.message, expected);
      assert.match(reading.failure.hint, /Add Hyper-V Host/);
      assert.equal(reading.failure.passing, false);
    }
  });
});
