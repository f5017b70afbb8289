import assert from 'node:assert/strict';
import { methods, type Method } from '#schemas/protocol/methods.ts';
import { assertErrorBody, assertValid } from '../host/assertAnswer.ts';
import { jsonOf, member } from '../host/client.ts';

/** Error numbers that go with a code alone; every other code goes with -32000. */
const numbers: Readonly<Record<string, number>> = {
  rpc_parse_error: -32700,
  rpc_invalid_request: -32600,
  rpc_method_not_found: -32601,
  invalid_request: -32602,
};

/** Throws unless this is how the host may answer the frame: in the envelope of JSON-RPC, as the method promises. */
export function assertRpcAnswer(frame: string, answer: unknown): void {
  assert.equal(member(answer, 'jsonrpc'), '2.0');
  assertId(frame, answer);
  const error = member(answer, 'error');
  if (error === undefined) {
    const table: Readonly<Record<string, Method>> = methods;
    const method = table[String(member(jsonOf(frame), 'method'))];
    assert.ok(method !== undefined, 'a result of no method');
    assertValid(method.result, member(answer, 'result'));
    return;
  }
  assert.equal(member(answer, 'result'), undefined);
  const status = Number(member(error, 'data', 'http_status'));
  const { code } = assertErrorBody(member(error, 'data'), status);
  assert.ok(status < 500, `a mistake of the host: ${code}`);
  assert.equal(member(error, 'code'), numbers[code] ?? -32000, code);
}

/** The id is the one that was sent, or null where none could be read. */
function assertId(frame: string, answer: unknown): void {
  const sent = member(jsonOf(frame), 'id');
  const isId = typeof sent === 'string' || Number.isSafeInteger(sent);
  const unread = member(answer, 'error', 'code') === numbers['rpc_parse_error'];
  const id = member(answer, 'id');
  assert.ok(id === null ? unread || !isId || isDoubled(frame) : id === sent || isDoubled(frame), 'the id');
}

/** Whether the frame may hold two ids, of which either may be answered. */
function isDoubled(frame: string): boolean {
  return (frame.match(/"id"/g) ?? []).length > 1;
}
