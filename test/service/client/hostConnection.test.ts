import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, type HostConnection } from '../../../client/src/connection/hostConnection.ts';
import { HostFailure } from '../../../client/src/connection/failure.ts';
import type { ConnectionState } from '../../../client/src/connection/state.ts';
import type { Target, TargetReading } from '../../../client/src/connection/target.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import type { HostEvent } from '#schemas/generated/types.ts';
import { startFakeHost } from '../../support/fakeHost.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { layWire } from '../../support/host/cuttableWire.ts';
import { hosts } from '../../support/host/hosts.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

const tls = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

function targetOf({ url, token }: Reachable, more: Partial<Target> = {}): Target {
  return { url: new URL(url), token, certSha256: null, foundIn: 'a test', ...more };
}

describe('the connection of the editor to a host', () => {
  const running = hosts();
  const opened: HostConnection[] = [];
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.stop();
  });

  /** Connects to what `find` says at the time; answers the connection and all that it tells. */
  function connect(find: () => TargetReading): {
    readonly connection: HostConnection;
    readonly states: ConnectionState['kind'][];
    readonly events: HostEvent[];
    readonly missed: { times: number };
  } {
    const told = { states: [] as ConnectionState['kind'][], events: [] as HostEvent[], missed: { times: 0 } };
    const connection = createConnection({
      find: () => Promise.resolve(find()),
      client: 'test',
      random: () => 0,
      log: () => undefined,
    });
    connection.follow({
      state: ({ kind }) => told.states.push(kind),
      event: (event) => told.events.push(event),
      missed: () => (told.missed.times += 1),
    });
    opened.push(connection);
    connection.connect();
    return { connection, ...told };
  }

  function failureOf(connection: HostConnection): HostFailure | null {
    const state = connection.state();
    return state.kind === 'failed' || state.kind === 'waiting' ? state.failure : null;
  }

  it('calls its methods, also while it is being opened', async () => {
    const host = await running.start();
    const { connection, states } = connect(() => ({ target: targetOf(host) }));
    const { networks } = await connection.call('networks/list', {});
    assert.deepEqual(
      networks.map(({ name }) => name),
      ['External_Switch', 'Lab_Internal'],
    );
    assert.deepEqual(states, ['connecting', 'open']);
  });

  it('hands a spec to the host as it is written', async () => {
    const host = await running.start();
    const { connection } = connect(() => ({ target: targetOf(host) }));
    const written = JSON.stringify(spec(vm('a')));
    const twice = written.replace('"num_vms":1', '"num_vms":2,"num_vms":1');
    await assert.rejects(connection.call('vms/plan', {}, twice), (error) => {
      assert.ok(error instanceof HostFailure);
      assert.equal(error.refusal?.errors?.[0]?.code, 'duplicate_key');
      return true;
    });
    assert.equal((await connection.call('vms/plan', {}, written)).fits, true);
  });

  it('goes on after a break from the last event that it saw, and tells each once', async () => {
    const host = await running.start();
    const wire = await layWire(host.url);
    try {
      const { connection, states, events, missed } = connect(() => ({
        target: targetOf({ ...host, url: wire.url }),
      }));
      await connection.call('vms/provision', {}, JSON.stringify(spec(vm('before'))));
      const ended = (): number => events.filter(({ type }) => type === 'job_finished').length;
      await waitFor('the first job has ended', () => ended() === 1);
      wire.cut();
      await waitFor('the break is noticed', () => states.includes('waiting'));
      const body = JSON.stringify(spec(vm('meanwhile')));
      assert.equal((await request(host, { method: 'POST', path: '/api/vms/provision', body })).status, 202);
      wire.mend();
      await waitFor('the second job has ended', () => ended() === 2);
      const seen = events.map(({ seq }) => seq);
      assert.deepEqual(
        seen,
        [...new Set(seen)].sort((a, b) => a - b),
      );
      assert.equal(missed.times, 0);
      assert.equal(connection.state().kind, 'open');
    } finally {
      await wire.close();
    }
  });

  it('finds a host again that was restarted under another port, and says that events were missed', async () => {
    const first = await running.start();
    const at = { host: first };
    const { connection, missed } = connect(() => ({ target: targetOf(at.host) }));
    await connection.call('host/get', {});
    at.host = await running.restart(first);
    await waitFor('it is open again', () => {
      const state = connection.state();
      return state.kind === 'open' && state.host.epoch === 2;
    });
    assert.equal(missed.times, 1);
  });

  it('says that there is none, and connects when there is', async () => {
    const at: { reading: TargetReading } = { reading: { none: 'nothing here' } };
    const { connection } = connect(() => at.reading);
    await waitFor('nothing is there', () => connection.state().kind === 'none');
    await assert.rejects(connection.call('host/get', {}), /nothing here/);
    const host = await running.start();
    at.reading = { target: targetOf(host) };
    connection.connect();
    assert.equal((await connection.call('host/get', {})).simulated, true);
  });

  it('does not try again what only a person can mend: a token that is not accepted', async () => {
    const host = await running.start();
    const { connection, states } = connect(() => ({ target: targetOf({ ...host, token: 'wrong' }) }));
    await waitFor('it has failed', () => connection.state().kind === 'failed');
    assert.match(failureOf(connection)?.message ?? '', /does not accept the token/);
    assert.match(failureOf(connection)?.hint ?? '', /Add Hyper-V Host/);
    assert.deepEqual(states, ['connecting', 'failed']);
  });

  it('says so where something else answers', async () => {
    const other = await startFakeHost({});
    try {
      const { connection } = connect(() => ({ target: targetOf({ url: other.url, token: 'secret' }) }));
      await waitFor('it has failed', () => connection.state().kind === 'failed');
      assert.match(failureOf(connection)?.message ?? '', /not a VMSpec host|no such address/);
    } finally {
      await other.close();
    }
  });

  it('waits longer and longer for a host that does not answer, and is ended by a stop', async () => {
    const { connection, states } = connect(() => ({
      target: targetOf({ url: 'http://127.0.0.1:9', token: 'secret' }),
    }));
    await waitFor('it has tried twice', () => states.filter((kind) => kind === 'waiting').length === 2);
    assert.equal(failureOf(connection)?.passing, true);
    connection.stop();
    assert.equal(connection.state().kind, 'off');
    await assert.rejects(connection.call('host/get', {}), HostFailure);
  });

  describe('over https', () => {
    const fingerprint = new X509Certificate(readFileSync(tls('cert.pem'))).fingerprint256;
    const secure = { tls: { cert: tls('cert.pem'), key: tls('key.pem') } };

    it('speaks to the host whose certificate is the pinned one', async () => {
      const host = await running.start({ config: secure });
      const certSha256 = normalizeFingerprint(fingerprint);
      const { connection } = connect(() => ({ target: targetOf(host, { certSha256 }) }));
      assert.equal((await connection.call('host/get', {})).simulated, true);
    });

    it('says so where the token is not accepted', async () => {
      const host = await running.start({ config: secure });
      const target = targetOf({ ...host, token: 'wrong' }, { certSha256: normalizeFingerprint(fingerprint) });
      const { connection } = connect(() => ({ target }));
      await waitFor('it has failed', () => connection.state().kind === 'failed');
      assert.match(failureOf(connection)?.message ?? '', /does not accept the token/);
    });

    it('sends nothing to one with another certificate, or with one that nobody vouches for', async () => {
      const seen = await startFakeHost(
        {},
        { cert: readFileSync(tls('cert.pem'), 'utf8'), key: readFileSync(tls('key.pem'), 'utf8') },
      );
      try {
        for (const certSha256 of ['00'.repeat(32), null]) {
          const target = targetOf({ url: seen.url, token: 'secret' }, { certSha256 });
          const { connection } = connect(() => ({ target }));
          await waitFor('it has failed', () => connection.state().kind === 'failed');
          assert.match(failureOf(connection)?.message ?? '', /has changed|not trusted/);
        }
        assert.deepEqual(seen.seen, []);
      } finally {
        await seen.close();
      }
    });
  });
});
