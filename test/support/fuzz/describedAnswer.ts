import assert from 'node:assert/strict';
import type { ValidateFunction } from 'ajv';
import { createAjv } from '#schemas/ajv.ts';
import { openApi } from '#schemas/generated/openApi.js';
import { member, type TestAnswer } from '../host/client.ts';
import { operationAt } from './operations.ts';

/** Statuses of requests that are none of the operations. */
const strangeStatuses = [400, 401, 403, 404, 405, 408, 413, 415, 431];

/** Checks answers against the OpenAPI document: that the status is described, and that the body is as it says. */
export interface AnswerCheck {
  /** Throws unless the document allows this answer to a request of this method to this path. */
  readonly check: (method: string, path: string, answer: TestAnswer) => void;
}

export function answerCheck(): AnswerCheck {
  const validate = schemaValidator();
  const errorBody = validate('ErrorBody');
  return {
    check: (method, path, answer) => {
      const operation = operationAt(method, path.split(/[?#]/)[0] ?? '');
      assertHeaders(answer);
      if (operation === null) {
        assert.ok(strangeStatuses.includes(answer.status), `no operation, but ${answer.status}`);
        if (method !== 'HEAD') assertBody(errorBody, answer.body);
        return;
      }
      const response = operation.responses[String(answer.status)];
      assert.ok(response !== undefined, `${operation.name} does not describe ${answer.status}`);
      assertRequired(response, answer);
      const content = Object.entries(member(response, 'content') ?? {});
      const type = String(answer.headers['content-type']).split(';')[0];
      const described = content.find(([name]) => name === type)?.[1];
      assert.ok(described !== undefined, `${operation.name} does not describe ${String(type)}`);
      const ref = member(described, 'schema', '$ref');
      const title = typeof ref === 'string' ? ref.replace(/^.*\//, '') : '';
      if (title === '') assert.equal(typeof answer.text, 'string');
      else assertBody(validate(title), answer.body);
      if (answer.status >= 400) assertCode(response, answer);
    },
  };
}

function schemaValidator(): (title: string) => ValidateFunction {
  const ajv = createAjv();
  const schemas = member(openApi, 'components', 'schemas') as Readonly<Record<string, object>>;
  for (const [title, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '');
    ajv.addSchema(JSON.parse(text) as object, title);
  }
  return (title) => {
    const found = ajv.getSchema(title);
    assert.ok(found !== undefined, `the document has no schema ${title}`);
    return found;
  };
}

function assertBody(validate: ValidateFunction, body: unknown): void {
  if (validate(body)) return;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
  assert.fail(`the body is not as described: ${problems.join('; ')}`);
}

function assertHeaders({ status, headers }: TestAnswer): void {
  if (status === 429 || status === 503) assert.match(String(headers['retry-after']), /^[1-9]\d*$/);
  if (status === 401) assert.equal(headers['www-authenticate'], 'Bearer');
}

/** `Location` is there wherever a job was made. */
function assertRequired(response: unknown, { status, headers, body }: TestAnswer): void {
  if (status !== 202 || member(response, 'headers', 'Location') === undefined) return;
  const id = String(member(body, 'provisioning_job_response', 'job_id'));
  assert.equal(headers.location, `/api/jobs/${id}`);
}

/** The code of an error is among those that the document lists under its status. */
function assertCode(response: unknown, { body }: TestAnswer): void {
  const code = String(member(body, 'code'));
  const description = String(member(response, 'description'));
  assert.ok(description.includes(`\`${code}\``), `the code ${code} is not described`);
}
