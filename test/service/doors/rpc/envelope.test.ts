import assert from 'node:assert/strict';
import { assertErrorBody, assertValid } from '../../../support/host/assertAnswer.ts';
import { request } from '../../../support/host/client.ts';
import { oneHost } from '../../../support/host/oneHost.ts';
import { openRpc } from '../../../support/host/socket.ts';
import { untouched } from '../../../support/host/untouched.ts';
import { spec, vm } from '../../../support/host/vm.ts';

const frame = (members: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'host/get', ...members });
const provision = { method: 'vms/provision', params: { request: spec(vm('web-01')) } };

interface Case {
  readonly title: string;
  readonly text: string;
  readonly number: number;
  readonly code: string;
  readonly id?: unknown;
}

const codes: Readonly<Record<number, string>> = {
  [-32700]: 'rpc_parse_error',
  [-32600]: 'rpc_invalid_request',
  [-32601]: 'rpc_method_not_found',
  [-32602]: 'invalid_request',
};
const refused = (number: number, title: string, text: string, id: unknown = null): Case => ({
  title,
  text,
  number,
  code: codes[number] ?? '',
  id,
});

const cases: readonly Case[] = [
  refused(-32700, 'an empty frame', ''),
  refused(-32700, 'half an object', '{"jsonrpc":"2.0"'),
  refused(-32700, 'a comment', `/* x */ ${frame({})}`),
  refused(-32700, 'a trailing comma', frame({}).replace('}', ',}')),
  refused(-32700, 'a byte order mark', `\ufeff${frame({})}`),
  refused(-32700, 'T32: a million [', '['.repeat(1_000_000)),
  refused(
    -32700,
    'T32: a million [ as parameters',
    `{"jsonrpc":"2.0","id":1,"method":"host/get","params":${'['.repeat(1_000_000)}`,
  ),
  refused(-32600, 'a batch', `[${frame({})}]`),
  refused(-32600, 'an empty batch', '[]'),
  refused(-32600, 'null', 'null'),
  refused(-32600, 'a text', '"host/get"'),
  refused(-32600, 'an empty object', '{}'),
  refused(-32600, 'no id', frame({ id: undefined, ...provision })),
  refused(-32600, 'null as id', frame({ id: null, ...provision })),
  refused(-32600, 'an object as id', frame({ id: {}, ...provision })),
  refused(-32600, 'a broken number as id', frame({ id: 1.5, ...provision })),
  refused(-32600, 'no jsonrpc', frame({ jsonrpc: undefined, ...provision }), 1),
  refused(-32600, 'jsonrpc 1.0', frame({ jsonrpc: '1.0', ...provision }), 1),
  refused(-32600, 'jsonrpc as a number', frame({ jsonrpc: 2.0, ...provision }), 1),
  refused(-32600, 'no method', frame({ method: undefined }), 1),
  refused(-32600, 'a number as method', frame({ method: 5 }), 1),
  refused(-32600, 'the method twice', frame(provision).replace('{', '{"method":"host/get",'), 1),
  refused(-32600, 'the id twice', frame(provision).replace('{', '{"id":1,'), 1),
  refused(-32600, 'the parameters twice', frame(provision).replace('{', '{"params":{},'), 1),
  refused(-32601, 'an unknown method', frame({ method: 'vms/destroy' }), 1),
  refused(-32601, 'a method in other case', frame({ method: 'VMS/PROVISION' }), 1),
  refused(-32601, 'a member of every object as method', frame({ method: 'constructor' }), 1),
  refused(-32601, '__proto__ as method', frame({ method: '__proto__' }), 1),
  refused(-32602, 'a list of parameters', frame({ params: [] }), 1),
  refused(-32602, 'null as parameters', frame({ params: null }), 1),
  refused(-32602, 'a text as parameters', frame({ params: 'x' }), 1),
  refused(-32602, 'an unknown parameter', frame({ params: { x: 1 } }), 1),
  refused(-32602, 'no request', frame({ method: 'vms/plan', params: {} }), 1),
  refused(-32602, 'null as request', frame({ method: 'vms/plan', params: { request: null } }), 1),
  refused(
    -32602,
    'the request twice',
    frame({ ...provision }).replace('{"request"', '{"request":1,"request"'),
    1,
  ),
  refused(
    -32602,
    'an empty key',
    frame({ ...provision, params: { ...provision.params, idempotency_key: '' } }),
    1,
  ),
  refused(
    -32602,
    'a long key',
    frame({ ...provision, params: { ...provision.params, idempotency_key: 'x'.repeat(256) } }),
    1,
  ),
  refused(
    -32602,
    'T43: a negative position',
    frame({ method: 'events/subscribe', params: { after: -1 } }),
    1,
  ),
  refused(-32602, 'a text as position', frame({ method: 'events/subscribe', params: { after: '1' } }), 1),
  refused(
    -32602,
    'initialize without a protocol',
    frame({ method: 'initialize', params: { client: 'x' } }),
    1,
  ),
  {
    title: 'a job that is not there',
    text: frame({ method: 'jobs/get', params: { job_id: 'x' } }),
    number: -32000,
    code: 'job_not_found',
    id: 1,
  },
  {
    title: 'a VM that is not there',
    text: frame({ method: 'vms/stop', params: { vm_id: 'x' } }),
    number: -32000,
    code: 'vm_not_found',
    id: 1,
  },
  {
    title: 'a machine that is too small',
    text: frame({ method: 'vms/provision', params: { request: spec(vm('web-01', { copies: 65 })) } }),
    number: -32000,
    code: 'capacity_exceeded',
    id: 1,
  },
  {
    title: 'a template that is not there',
    text: frame({
      method: 'vms/provision',
      params: { request: spec(vm('web-01', { disk_template_path: 'C:\\Templates\\no.vhdx' })) },
    }),
    number: -32000,
    code: 'unknown_template',
    id: 1,
  },
];

describe('JSON-RPC envelopes', () => {
  const host = oneHost();

  for (const { title, text, number, code, id } of cases) {
    it(`${title} is ${String(number)} ${code}`, async () => {
      const rpc = await openRpc(host());
      const answer = await untouched(host(), () => rpc.raw(text));
      assert.deepEqual(Object.keys(answer).sort(), ['error', 'id', 'jsonrpc']);
      assert.equal(answer.id, id);
      assert.equal(answer.error?.code, number);
      const status =
        code === 'rpc_method_not_found' || code.endsWith('_not_found')
          ? 404
          : code === 'capacity_exceeded'
            ? 409
            : 400;
      const data = assertErrorBody(answer.error.data, status, code);
      assert.equal(answer.error.message, data.message);
      assert.ok(JSON.stringify(answer).length < 4000);
      assertValid('Host', (await rpc.call('host/get')).result);
      await rpc.close();
    });
  }

  it('ids of both kinds come back as they were, also when requests come faster than answers', async () => {
    const rpc = await openRpc(host());
    const ids = ['', 'x', '1', 0, -1, 1, Number.MAX_SAFE_INTEGER];
    for (const id of ids) rpc.socket.send(frame({ id }));
    await rpc.until(() => rpc.frames.length === ids.length);
    assert.deepEqual(
      rpc.frames.map((answer) => (answer as { id: unknown }).id),
      ids,
    );
    await rpc.close();
  });

  const protocols = [
    [{ min: 2, max: 3 }, 'update the host'],
    [{ min: 7, max: 9 }, 'update the host'],
  ] as const;
  for (const [protocol, advice] of protocols) {
    it(`a client that speaks ${String(protocol.min)} to ${String(protocol.max)} is told to ${advice}`, async () => {
      const rpc = await openRpc(host());
      const { error } = await rpc.call('initialize', { client: 'test', protocol });
      assert.equal(error?.code, -32000);
      assert.match(assertErrorBody(error.data, 409, 'protocol_mismatch').message, new RegExp(advice));
      const both = await rpc.call('initialize', { client: 'test', protocol: { min: 1, max: protocol.max } });
      assertValid('Host', both.result);
      await rpc.close();
    });
  }

  it('a plain request to the address of the socket is told what it is', async () => {
    const answer = await request(host(), { path: '/api/rpc' });
    assert.equal(answer.status, 400);
    assert.match(assertErrorBody(answer.body, 400, 'malformed_request').message, /WebSocket/);
  });
});
