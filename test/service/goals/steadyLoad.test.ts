import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bigMachine, oneVm } from '../../bench/host/bigMachine.ts';
import type { RequestLine } from '../../bench/load/connection.ts';
import { drive } from '../../bench/load/drive.ts';
import { measured } from '../../support/goals/measured.ts';
import { amount } from '../../support/goals/scale.ts';
import { hosts } from '../../support/host/hosts.ts';

const REQUESTS = amount(200, 1500);
const CONNECTIONS = 8;

describe('requests from many clients at once', function () {
  this.timeout(60_000);
  const { start } = hosts();

  it(`G9: of ${REQUESTS} submissions and ${REQUESTS} questions none is refused or fails`, async () => {
    const host = await start({
      machine: bigMachine,
      speed: 1,
      config: { limits: { jobs_per_second: 100_000 } },
    });
    const { url, token } = host;
    const posts = Array.from({ length: REQUESTS }, (_unused, index): RequestLine => {
      return { method: 'POST', path: '/api/vms/provision', body: JSON.stringify(oneVm(`vm-${index}`)) };
    });
    const paths = ['/api/capacity', '/api/vms', '/api/jobs', '/api/host'];
    const gets = paths.flatMap((path) =>
      Array.from({ length: REQUESTS / paths.length }, (): RequestLine => ({ method: 'GET', path, body: '' })),
    );
    const load = { url, token, connections: CONNECTIONS };
    const [posted, got] = [
      await drive({ ...load, requests: posts, status: 202 }),
      await drive({ ...load, requests: gets, status: 200 }),
    ];
    const answers = posted.latencies.length + got.latencies.length;
    assert.equal(answers, posts.length + gets.length);
    assert.equal(
      host.host.store.jobs.countUnfinished() + host.host.store.managed.held().length >= REQUESTS,
      true,
    );
    measured({ goal: 'G9', tried: `${answers} requests`, result: '0 refused, 0 errors', reached: true });
  });
});
