import { errorCatalogue, type ErrorCode } from '../errors.ts';
import { DEFAULT_PORT } from '../limits.ts';
import { commonErrors } from './commonErrors.ts';
import type { Route } from './routes.ts';

/** A JSON object of the document. */
type Json = Readonly<Record<string, unknown>>;

/**
 * The OpenAPI 3.1 document of the routes. `schemas` are all bundled schemas, their `$ref` pointing into
 * `#/components/schemas/`; those that no route uses are left out.
 */
export function buildOpenApi(
  routes: Readonly<Record<string, Route>>,
  schemas: Readonly<Record<string, Json>>,
  version: string,
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'VMSpec host',
      version,
      summary: 'Creates the VMs of a spec on a Hyper-V host.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#',
    servers: [{ url: `http://127.0.0.1:${DEFAULT_PORT}`, description: 'A host on this computer.' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: reachable({ paths }, schemas),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of the host, by role.' },
      },
    },
  };
}

function operation(name: string, route: Route, schemas: Readonly<Record<string, Json>>): Json {
  const parameters = [
    ...pathParameters(route),
    ...queryParameters(route, schemas),
    ...headerParameters(route),
  ];
  return {
    operationId: name,
    summary: route.summary,
    description: route.role === null ? 'Needs no token.' : `Role: ${route.role}.`,
    ...(route.role === null ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: route.bodyOptional !== true, content: json(route.body) } }),
    responses: { [String(route.status)]: success(route), ...failures(route) },
  };
}

function pathParameters({ path }: Route): Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }));
}

function queryParameters({ query }: Route, schemas: Readonly<Record<string, Json>>): Json[] {
  if (query === undefined) return [];
  const { properties, required } = schemas[query.schema] ?? {};
  const members = properties as Readonly<Record<string, Json>>;
  return Object.keys(query.members).map((name) => {
    const { description, ...schema } = members[name] ?? {};
    return {
      name,
      in: 'query',
      required: Array.isArray(required) && required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}

function headerParameters({ makesJob }: Route): Json[] {
  if (makesJob !== true) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'A repeated request with the same key and body answers the first one again, for 7 days.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ];
}

function success({ answer, makesJob, path, status }: Route): Json {
  const description = status === 202 ? 'Accepted: a job does the work.' : status === 201 ? 'Made.' : 'Done.';
  if (answer === null) {
    const type = path.endsWith('.json') ? 'application/json' : 'text/plain';
    return {
      description,
      content: { [type]: { schema: { type: path.endsWith('.json') ? 'object' : 'string' } } },
    };
  }
  const text = (words: string): Json => ({ description: words, schema: { type: 'string' } });
  return {
    description,
    ...(makesJob === true
      ? {
          headers: {
            Location: text('Path of the job.'),
            'Idempotent-Replayed': text('`true` for a replay.'),
          },
        }
      : {}),
    content: json(answer),
  };
}

/** One response for each HTTP status, naming the codes that it may carry. */
function failures(route: Route): Record<string, Json> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...commonErrors(route), ...route.errors])) {
    const { http } = errorCatalogue.request[code];
    byStatus.set(http, [...(byStatus.get(http) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const description = codes
        .map((code) => `\`${code}\`: ${errorCatalogue.request[code].summary}`)
        .join('\n\n');
      const retry = status === 429 || status === 503;
      const header = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };
      return [
        String(status),
        { description, ...(retry ? { headers: header } : {}), content: json('ErrorBody') },
      ];
    }),
  );
}

function json(title: string): Json {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${title}` } } };
}

/** The schemas that a part of the document refers to, directly or through each other, by name. */
function reachable(part: unknown, schemas: Readonly<Record<string, Json>>): Record<string, Json> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, member] of Object.entries(value)) {
      const name = key === '$ref' && typeof member === 'string' ? member.replace(/^.*\//, '') : undefined;
      if (name === undefined) visit(member);
      else if (!found.has(name)) {
        found.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(part);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
