import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { errorCatalogue } from '../../schemas/errors.ts';
import { openApi } from '../../schemas/generated/openApi.js';
import { routes, type Route } from '../../schemas/protocol/routes.ts';

const path = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json');
const text = readFileSync(path, 'utf8');

/** What these tests read of the document. */
interface Document {
  readonly openapi: string;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
}
const document = JSON.parse(text) as Document;

describe('OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...document });
    assert.ok(valid, JSON.stringify(errors, null, 2));
    assert.equal(validator.version, '3.1');
  });

  it('a document without paths to its schemas is refused', async () => {
    const { openapi: _version, ...broken } = document;
    assert.equal((await new Validator().validate(broken)).valid, false);
  });

  it('is the one that the host serves', () => assert.deepEqual(openApi, document));

  it('has no reference that leads nowhere', () => {
    const names = Array.from(
      text.matchAll(/"\$ref": "#\/components\/schemas\/([^"]+)"/g),
      ([, name = '']) => name,
    );
    assert.ok(names.length > 50);
    for (const name of names) assert.ok(name in document.components.schemas, name);
  });

  it('describes every route with its answer and its errors', () => {
    for (const route of Object.values<Route>(routes)) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      const expected = [route.status, ...route.errors.map((code) => errorCatalogue.request[code].http)];
      for (const status of expected)
        assert.ok(String(status) in (operation?.responses ?? {}), `${route.path} ${status}`);
    }
  });
});
