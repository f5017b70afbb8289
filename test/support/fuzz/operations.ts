import type fc from 'fast-check';
import { openApi } from '#schemas/generated/openApi.js';
import { member } from '../host/client.ts';
import { knowledge } from './knowledge.ts';
import { validAgainst, type Schema } from './schemaArbitrary.ts';

/** One operation of the OpenAPI document. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Path with `{id}` where it has a parameter. */
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly value: fc.Arbitrary<unknown> }[];
  /** Valid bodies; null: it takes none. */
  readonly body: fc.Arbitrary<unknown> | null;
  readonly makesJob: boolean;
  /** Description of the answers, by status. */
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Every operation that the document describes. */
export const operations: readonly Operation[] = Object.entries(member(openApi, 'paths') as object).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, unknown>>).map(([method, description]) =>
      operationOf(path, method.toUpperCase(), description),
    ),
);

/** The operation that a request of this method to this path is, if it is one. A path may have the name of the host before it,
 * and letters in hexadecimal. */
export function operationAt(method: string, path: string): Operation | null {
  const plain = path.replace(/^http:\/\/[^/]*/, '').replace(/%([0-9a-f]{2})/gi, (text, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : text;
  });
  return operations.find((one) => one.method === method && patternOf(one.path).test(plain)) ?? null;
}

function operationOf(path: string, method: string, description: unknown): Operation {
  const parameters = (member(description, 'parameters') ?? []) as readonly Schema[];
  const body = member(description, 'requestBody', 'content', 'application/json', 'schema');
  return {
    name: String(member(description, 'operationId')),
    method,
    path,
    query: parameters
      .filter((parameter) => parameter['in'] === 'query')
      .map((parameter) => ({
        name: String(parameter['name']),
        value:
          knowledge.members[String(parameter['name'])] ??
          validAgainst(parameter['schema'] as Schema, knowledge),
      })),
    body: body === undefined ? null : validAgainst(body as Schema, knowledge),
    makesJob: parameters.some(({ name }) => name === 'Idempotency-Key'),
    responses: member(description, 'responses') as Readonly<Record<string, unknown>>,
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}
