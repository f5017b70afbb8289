import assert from 'node:assert/strict';
import * as validators from '#schemas/generated/validators.js';
import type { ErrorBody } from '#schemas/generated/types.ts';
import { errorCatalogue } from '#schemas/errors.ts';
import { commonErrors } from '#schemas/protocol/commonErrors.ts';
import type { Route } from '#schemas/protocol/routes.ts';
import type { Validator } from '#schemas/validator.ts';
import type { TestAnswer } from './client.ts';

/** Throws unless the value is valid against the schema of this title. */
export function assertValid(title: string, value: unknown): void {
  const found: Validator<unknown> | undefined = Object.entries(validators).find(
    ([name]) => name === title,
  )?.[1];
  assert.ok(found !== undefined, `no schema is titled ${title}`);
  if (found(value)) return;
  const problems = (found.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
  assert.fail(`not a valid ${title}: ${problems.join('; ')}`);
}

/** The body of an error answer, checked for its shape, its status and its code. */
export function assertError(answer: TestAnswer, status: number, code?: string): ErrorBody {
  assert.equal(answer.status, status, answer.text);
  const body = assertErrorBody(answer.body, status, code);
  assert.match(String(answer.headers['content-type']), /^application\/json; charset=utf-8$/);
  if (status === 401) assert.equal(answer.headers['www-authenticate'], 'Bearer');
  if (status === 429 || status === 503) assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
  return body;
}

/** Checks an error object, from REST or the `data` of JSON-RPC. */
export function assertErrorBody(body: unknown, status: number, code?: string): ErrorBody {
  assertValid('ErrorBody', body);
  const error = body as ErrorBody;
  assert.equal(error.http_status, status);
  if (code !== undefined) assert.equal(error.code, code);
  const known: Readonly<Record<string, { readonly http: number; readonly hint: string }>> =
    errorCatalogue.request;
  assert.equal(known[error.code]?.http, status);
  assert.equal(error.hint, known[error.code]?.hint);
  return error;
}

/** Checks an answer of a route against what the route promises: status, headers and schema, or an error it names. */
export function assertRouteAnswer(route: Route, answer: TestAnswer): void {
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/);
  if (answer.status >= 400) {
    const { code } = assertError(answer, answer.status);
    const promised: readonly string[] = [...route.errors, ...commonErrors(route)];
    assert.ok(promised.includes(code), `${route.method} ${route.path} does not promise ${code}`);
    return;
  }
  assert.equal(answer.status, route.status, answer.text);
  if (route.answer !== null) assertValid(route.answer, answer.body);
}
