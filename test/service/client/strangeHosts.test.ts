import assert from 'node:assert/strict';
import { HostFailure } from '../../../client/src/connection/failure.ts';
import { createConnection, type HostConnection } from '../../../client/src/connection/hostConnection.ts';
import { pair } from '../../../client/src/connection/pair.ts';
import { request, member } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { errorBody, startFakeHost } from '../../support/fakeHost.ts';
import {
  type Answering,
  errorFrame,
  type FakeSocketHost,
  resultFrame,
  startFakeSocketHost,
} from '../../support/fakeSocketHost.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { hostView } from '../../support/wireSamples.ts';

const place = { epoch: 1, seq: 0, snapshot: false };

describe('the connection of the editor to a host that is older, newer or none', () => {
  const opened: { connection: HostConnection | null; host: FakeSocketHost | null } = {
    connection: null,
    host: null,
  };
  afterEach(async () => {
    opened.connection?.stop();
    await opened.host?.close();
  });

  async function connectTo(answer: Answering): Promise<HostConnection> {
    opened.host = await startFakeSocketHost(answer);
    const { url } = opened.host;
    opened.connection = createConnection({
      find: () => Promise.resolve({ target: { url, token: 'secret', certSha256: null, foundIn: 'a test' } }),
      client: 'test',
      random: () => 0,
      log: () => undefined,
    });
    opened.connection.connect();
    return opened.connection;
  }

  function failureOf(connection: HostConnection): HostFailure | null {
    const state = connection.state();
    return state.kind === 'failed' || state.kind === 'waiting' ? state.failure : null;
  }

  it('says which side is older where they have no version in common, and does not try again', async () => {
    const said = 'The host speaks protocol 0, the client 1 to 1: update the host.';
    const connection = await connectTo((call) => [
      errorFrame(call, -32000, errorBody(409, 'protocol_mismatch', said)),
    ]);
    await waitFor('it has failed', () => connection.state().kind === 'failed');
    assert.equal(failureOf(connection)?.message, said);
    assert.deepEqual(opened.host?.calls, ['initialize']);
  });

  it('says of a method that an older host does not know that it needs another one', async () => {
    const connection = await connectTo((call) => {
      if (call.method === 'initialize') return [resultFrame(call, hostView({ version: '0.0.9' }))];
      if (call.method === 'events/subscribe') return [resultFrame(call, place)];
      return [errorFrame(call, -32601, errorBody(404, 'rpc_method_not_found', 'There is no such method.'))];
    });
    await assert.rejects(connection.call('doctor/get', {}), (error) => {
      assert.ok(error instanceof HostFailure);
      assert.match(error.message, /^hv01 has version 0\.0\.9; this needs host/);
      assert.match(error.hint, /Update the host/);
      return true;
    });
    assert.equal(connection.state().kind, 'open');
  });

  for (const garbage of [
    'hello',
    '[]',
    '"text"',
    '{"jsonrpc":"2.0"}',
    '{"id":1,"error":{"code":1}}',
    '\u0000',
  ]) {
    it(`says so where what answers is no JSON-RPC: ${JSON.stringify(garbage)}`, async () => {
      const connection = await connectTo(() => [garbage]);
      await waitFor('it is noticed', () => failureOf(connection) !== null);
      assert.match(failureOf(connection)?.message ?? '', /is not a VMSpec host/);
      assert.match(failureOf(connection)?.hint ?? '', /Check the address/);
    });
  }

  it('says so where an answer has another form', async () => {
    const connection = await connectTo((call) => [resultFrame(call, { name: 'hv01' })]);
    await waitFor('it has failed', () => connection.state().kind === 'failed');
    assert.match(failureOf(connection)?.message ?? '', /answers to initialize is not what/);
  });

  it('does not mind notifications of a later version', async () => {
    const connection = await connectTo((call) => [
      '{"jsonrpc":"2.0","method":"weather","params":{}}',
      resultFrame(call, call.method === 'initialize' ? hostView() : place),
    ]);
    await waitFor('it is open', () => connection.state().kind === 'open');
  });
});

describe('pairing from the editor', () => {
  const running = hosts();

  it('exchanges a code for a token, once', async () => {
    const host = await running.start();
    const made = await request(host, { method: 'POST', path: '/api/pairings', body: '{}' });
    const code = String(member(made.body, 'code'));
    const url = new URL(host.url);
    const { token } = await pair(url, code, null);
    const asked = await request({ ...host, token }, { path: '/api/host' });
    assert.equal(asked.status, 200);
    await assert.rejects(pair(url, code, null), (error) => {
      assert.ok(error instanceof HostFailure);
      assert.equal(error.refusal?.code, 'pairing_refused');
      assert.match(error.hint, /vmspec token pair/);
      return true;
    });
  });

  it('says so where something else answers, and where nothing does', async () => {
    const other = await startFakeHost({ 'POST /api/pair': () => ({ body: { hello: 'there' } }) });
    try {
      await assert.rejects(pair(new URL(other.url), 'AB2C-D3EF', null), /is not a VMSpec host/);
    } finally {
      await other.close();
    }
    await assert.rejects(pair(new URL(other.url), 'AB2C-D3EF', null), /No answer from/);
  });
});
