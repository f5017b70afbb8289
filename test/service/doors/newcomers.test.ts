import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach } from 'mocha';
import type { HostConfig } from '#schemas/generated/types.ts';
import type { Reachable } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { head } from '../../support/host/raw.ts';
import { waitFor } from '../../support/host/waitFor.ts';

const folder = join(import.meta.dirname, '../../fixtures/tls');
const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
const NEWCOMERS = 50;

/** A client that asks by hand, on a connection of its own. */
interface Client {
  readonly ask: (times: number) => void;
  /** How many answers came so far. */
  readonly answers: () => number;
  readonly closed: Promise<unknown>;
}

describe('connections that come and ask at the same time', () => {
  const { start } = hosts();
  const opened: Socket[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.destroy();
  });

  async function open({ url, token }: Reachable): Promise<Client> {
    const { hostname: host, port, protocol } = new URL(url);
    const to = { host, port: Number(port) };
    const secure = protocol === 'https:';
    const socket = secure ? connectTls({ ...to, rejectUnauthorized: false }) : connect(to);
    opened.push(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    const received = { text: '' };
    socket.setEncoding('latin1').on('data', (text: string) => (received.text += text));
    await once(socket, secure ? 'secureConnect' : 'connect');
    const one = head('GET /api/host HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${token}`);
    return {
      ask: (times) => void socket.write(one.repeat(times)),
      answers: () => received.text.split('HTTP/1.1 200 ').length - 1,
      closed,
    };
  }

  /** Newcomers that the host has accepted, and a client that it answered before. */
  async function gather(host: Reachable): Promise<{ newcomers: Client[]; known: Client }> {
    const newcomers: Client[] = [];
    while (newcomers.length < NEWCOMERS) newcomers.push(await open(host));
    const known = await open(host);
    known.ask(1);
    await waitFor('the first answer', () => known.answers() === 1);
    return { newcomers, known };
  }
  const answered = (clients: readonly Client[]): number =>
    clients.filter(({ answers }) => answers() > 0).length;

  const doors: [string, HostConfig][] = [
    ['plain', {}],
    ['by TLS', { tls }],
  ];
  for (const [door, config] of doors) {
    it(`T38: are all answered, and do not keep one waiting that was answered before: ${door}`, async () => {
      const { newcomers, known } = await gather(await start({ config }));
      for (const newcomer of newcomers) newcomer.ask(1);
      known.ask(1);
      await waitFor('the answer', () => known.answers() === 2);
      // It came last, and was read with the first of them.
      assert.ok(answered(newcomers) < NEWCOMERS / 5, `${answered(newcomers)} were answered before`);
      await waitFor('all answers', () => answered(newcomers) === NEWCOMERS);
    });

    it(`are closed by a stop while they wait: ${door}`, async () => {
      const host = await start({ config });
      const { newcomers, known } = await gather(host);
      for (const newcomer of newcomers) newcomer.ask(1);
      await host.stop();
      await Promise.all([...newcomers, known].map(({ closed }) => closed));
    });
  }

  it('T38: packets full of requests do not keep others waiting either', async () => {
    const { newcomers, known } = await gather(await start());
    for (const newcomer of newcomers) newcomer.ask(20);
    known.ask(1);
    await waitFor('the answer', () => known.answers() === 2);
    assert.ok(answered(newcomers) < NEWCOMERS / 5, `${answered(newcomers)} were answered before`);
    await Promise.all(newcomers.map(({ closed }) => closed));
    assert.deepEqual(new Set(newcomers.map(({ answers }) => answers())), new Set([2]));
  });

  it('are read in order, also what follows while they wait', async () => {
    const { newcomers, known } = await gather(await start());
    for (const newcomer of newcomers) newcomer.ask(1);
    known.ask(1);
    await waitFor('the answer', () => known.answers() === 2);
    for (const newcomer of newcomers) newcomer.ask(1);
    await waitFor('both answers', () => newcomers.every(({ answers }) => answers() === 2));
  });
});
