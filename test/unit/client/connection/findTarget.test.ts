import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTarget } from '../../../../client/src/connection/findTarget.ts';
import type { TargetReading } from '../../../../client/src/connection/target.ts';
import type { HostSettings } from '../../../../client/src/settings/settings.ts';
import { temporaryFolder } from '../../../support/runCli.ts';
import { hostFile } from '../../../support/wireSamples.ts';

const local: HostSettings = { connect: true, url: '', fingerprint: '' };
const pin = 'ab'.repeat(32);

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

  function find(
    settings: Partial<HostSettings>,
    directories: readonly string[] = [],
    token?: string,
  ): Promise<TargetReading> {
    return findTarget({ ...local, ...settings }, directories, () => Promise.resolve(token));
  }

  /** What is said of one that cannot be used. */
  function whyNot(reading: TargetReading): string {
    if ('none' in reading) return reading.none;
    return 'failure' in reading ? reading.failure.message : '';
  }

  it('is the one that runs on this computer, in the first folder that has one', async () => {
    const gone = directory('gone', 2 ** 30);
    const running = directory('running', process.pid);
    const reading = await find({}, [join(folder.path, 'none'), gone, running]);
    assert.ok('target' in reading, whyNot(reading));
    assert.equal(reading.target.token, 'secret');
    assert.equal(reading.target.foundIn, join(running, 'host.json'));
  });

  it('is none where none runs, or where it is switched off', async () => {
    assert.match(whyNot(await find({}, [directory('over', 2 ** 30)])), /No VMSpec host is running/);
    const off = await find({ connect: false }, [directory('here', process.pid)]);
    assert.match(whyNot(off), /vmspec\.host\.connect/);
  });

  it('is not used without a token', async () => {
    assert.match(whyNot(await find({}, [directory('closed', process.pid, null)])), /token .* cannot be read/);
    assert.match(whyNot(await find({ url: 'https://hv01:4417' })), /No token is saved/);
  });

  it('is the one of the settings, with its pin and the token that was saved for it', async () => {
    const reading = await find({ url: 'https://hv01:4417', fingerprint: `SHA256:${pin}` }, [], 'saved');
    assert.ok('target' in reading, whyNot(reading));
    const { url, token, certSha256 } = reading.target;
    assert.deepEqual([url.origin, token, certSha256], ['https://hv01:4417', 'saved', pin]);
  });

  const wrong: readonly (readonly [Partial<HostSettings>, RegExp])[] = [
    [{ url: 'hv01' }, /not the address of a host/],
    [{ url: 'http://hv01:4417' }, /could be read on the way/],
    [{ url: 'https://hv01', fingerprint: 'abc' }, /no SHA-256 fingerprint/],
  ];
  for (const [settings, expected] of wrong) {
    it(`is refused for ${JSON.stringify(settings)}`, async () => {
      const reading = await find(settings, [], 'saved');
      assert.ok('failure' in reading);
      assert.match(reading.failure.message, expected);
      assert.equal(reading.failure.passing, false);
    });
  }
});
