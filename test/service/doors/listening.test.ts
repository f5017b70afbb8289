import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../../server/src/host/serve.ts';
import { measured } from '../../support/goals/measured.ts';
import { hosts } from '../../support/host/hosts.ts';
import { skipTest } from '../../support/skipTest.ts';

/** State "listening" in the tables of the kernel. */
const LISTENING = '0A';

/** Addresses, as hexadecimal words of the kernel, on which this process listens, with their ports. */
function listening(): { readonly address: string; readonly port: number }[] {
  const own = new Set(
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? ''];
      } catch {
        // It was closed meanwhile.
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6']
    .filter((table) => existsSync(`/proc/self/net/${table}`))
    .flatMap((table) =>
      readFileSync(`/proc/self/net/${table}`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.trim().split(/\s+/))
        .filter((row) => own.has(row[9] ?? '') && (row[3] === LISTENING || table.startsWith('udp')))
        .map((row) => {
          const [address = '', port = ''] = (row[1] ?? '').split(':');
          return { address, port: parseInt(port, 16) };
        }),
    );
}

const LOOPBACK = '0100007F';

describe('where a host listens', () => {
  const { start } = hosts();

  it('S6: on loopback and nowhere else unless told otherwise, as the kernel says', async function () {
    if (process.platform !== 'linux') skipTest(this, 'the tables of the kernel are those of Linux');
    const before = new Set(listening().map(({ port }) => port));
    const host = await start();
    const opened = listening().filter(({ port }) => !before.has(port));
    assert.deepEqual(opened, [{ address: LOOPBACK, port: Number(new URL(host.url).port) }]);
    measured({ goal: 'S6', tried: 'a host as it comes', result: 'one socket, on 127.0.0.1', reached: true });
  });

  it('S6: a bind to other addresses without TLS ends with 78, before anything is made or opened', async () => {
    const directory = join(mkdtempSync(join(tmpdir(), 'vmspec-test-')), 'data');
    const nothing = {
      configFile: null,
      simHost: null,
      simSpeed: null,
      operators: [],
      untilIdle: null,
      newRecords: false,
    };
    for (const bind of ['0.0.0.0', '::', '192.0.2.1', 'lab-host'])
      assert.equal(await serve({ ...nothing, bind, driver: 'simulated', port: 0, dataDir: directory }), 78);
    assert.ok(!existsSync(directory));
    rmSync(join(directory, '..'), { recursive: true });
    measured({ goal: 'S6', tried: '4 addresses without TLS', result: 'exit 78', reached: true });
  });
});
