import assert from 'node:assert/strict';
import { corpus } from '../../support/documents.ts';
import { assertError, assertErrorBody, assertRouteAnswer } from '../../support/host/assertAnswer.ts';
import { member, request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { openRpc, type Rpc } from '../../support/host/socket.ts';
import { untouched } from '../../support/host/untouched.ts';
import { routes } from '#schemas/protocol/routes.ts';

interface Expected {
  readonly code: string;
  readonly pointer: string;
}

/** Texts that are no JSON cannot stand inside a frame: there the frame itself is refused. */
const notJson: ReadonlySet<string> = new Set(['invalid_json', 'too_deep']);

const found = (errors: readonly Expected[] | undefined): Expected[] | undefined =>
  errors?.map(({ code, pointer }) => ({ code, pointer }));

describe('documents get the same verdict at every door', () => {
  const host = oneHost();
  const opened: { rpc: Rpc | null } = { rpc: null };
  before(async () => {
    opened.rpc = await openRpc(host());
  });
  after(() => opened.rpc?.close());

  for (const { name, bytes: body, text: document, expected } of corpus()) {
    const [warnings, errors] = (['warning', 'error'] as const).map((wanted) =>
      expected
        .filter(({ severity }) => severity === wanted)
        .map(({ code, pointer }): Expected => ({ code, pointer })),
    ) as [Expected[], Expected[]];

    it(`${name} over REST`, async () => {
      for (const route of [routes.planVms, routes.provisionVms]) {
        if (errors.length === 0 && route === routes.provisionVms) continue;
        const asked = { method: route.method, path: route.path, body };
        const answer = await untouched(host(), () => request(host(), asked));
        assertRouteAnswer(route, answer);
        if (errors.length > 0) {
          const error = assertError(answer, 400, 'invalid_request');
          assert.deepEqual(found(error.errors), errors);
          assert.equal(error.message, error.errors?.[0]?.message);
        } else assertPlanned(answer.body, warnings);
      }
    });

    it(`${name} over the socket`, async () => {
      assert.ok(opened.rpc !== null);
      const { rpc } = opened;
      const text = document.trim();
      const isFrame = errors.every(({ code }) => !notJson.has(code));
      for (const method of ['vms/plan', 'vms/provision']) {
        if (errors.length === 0 && method === 'vms/provision') continue;
        const frame = `{"jsonrpc":"2.0","id":1,"method":"${method}","params":{"request":${text}}}`;
        const answer = await untouched(host(), () => rpc.raw(frame));
        if (errors.length === 0) assertPlanned(answer.result, warnings);
        else if (isFrame || answer.error?.code === -32602) {
          assert.equal(answer.error?.code, -32602);
          assert.deepEqual(found(assertErrorBody(answer.error.data, 400).errors), errors);
        } else {
          assert.equal(answer.error?.code, -32700);
          assertErrorBody(answer.error.data, 400, 'rpc_parse_error');
        }
      }
    });
  }

  function assertPlanned(body: unknown, warnings: readonly Expected[]): void {
    const told = found(member(body, 'warnings') as Expected[]);
    for (const warning of warnings)
      assert.ok(
        told?.some(({ code }) => code === warning.code),
        warning.code,
      );
    assert.ok(Array.isArray(member(body, 'vms')), JSON.stringify(body).slice(0, 300));
  }
});
