import { bundleSchemas, type SchemaDocument } from '../../schemas/bundleSchemas.ts';
import { errorCatalogue } from '../../schemas/errors.ts';
import { commonErrors } from '../../schemas/protocol/commonErrors.ts';
import { methods, notifications, type Method } from '../../schemas/protocol/methods.ts';
import { routes, type Route } from '../../schemas/protocol/routes.ts';
import { anchor, code, markdownTable, pageBanner } from './markdown.ts';
import { schemaSections } from './schemaPage.ts';
import { boundWords, isRecord, meaningWords, typeWords, type Bundle } from './schemaWords.ts';

/** The page of the REST routes, the RPC methods and every shape that they carry. */
export function apiPage(documents: readonly SchemaDocument[]): string {
  const bundle = bundleSchemas(documents, '#/');
  const all: readonly Route[] = Object.values(routes);
  const index = all.map((route) => [
    `[${code(`${route.method} ${route.path}`)}](#${anchor(heading(route))})`,
    route.role ?? 'no token',
    route.summary,
  ]);
  return [
    pageBanner,
    '# REST and JSON-RPC',
    'JSON in UTF-8. `Authorization: Bearer <token>` on everything that names a role; a role includes those before it: viewer, operator, admin. The same description for programs: [openapi.json](../openapi.json). Error codes: [errors.md](errors.md).',
    markdownTable(['route', 'role', 'does'], index),
    ...all.map((route) => routeSection(route, bundle)),
    '# JSON-RPC methods',
    'A WebSocket at `/api/rpc`: JSON-RPC 2.0, one text frame is one JSON object. Parameters are passed by name.',
    markdownTable(['method', 'role', 'parameters', 'answer', 'does'], Object.entries(methods).map(methodRow)),
    'Notifications of the host:',
    markdownTable(
      ['notification', 'parameters'],
      Object.entries(notifications).map(([name, title]) => [code(name), shape(title)]),
    ),
    '# Shapes',
    schemaSections(titles(all), bundle),
    '',
  ].join('\n\n');
}

function routeSection(route: Route, bundle: Bundle): string {
  const facts = [
    `- Role: ${route.role ?? 'none, no token needed'}`,
    ...(route.body === undefined
      ? []
      : [`- Body: ${shape(route.body)}${route.bodyOptional === true ? ', may be absent' : ''}`]),
    `- Answer: ${route.status}${route.answer === null ? '' : `, ${shape(route.answer)}`}`,
    ...(route.makesJob === true
      ? ['- Makes a job: honours `Idempotency-Key`, answers with `Location`.']
      : []),
    `- Errors: ${errorLinks(route)}`,
  ];
  return [`## ${heading(route)}`, route.summary, ...queryTable(route, bundle), facts.join('\n')].join('\n\n');
}

function queryTable({ query }: Route, bundle: Bundle): string[] {
  if (query === undefined) return [];
  const properties = bundle[query.schema]?.['properties'];
  const rows = Object.keys(query.members).map((name) => {
    const member = isRecord(properties) ? properties[name] : undefined;
    const schema = isRecord(member) ? member : {};
    return [code(name), typeWords(schema, bundle), boundWords(schema, bundle), meaningWords(schema, bundle)];
  });
  return [markdownTable(['query', 'type', 'bounds', 'meaning'], rows)];
}

function errorLinks(route: Route): string {
  const codes = [...new Set([...route.errors, ...commonErrors(route)])];
  return codes.map((name) => `${errorCatalogue.request[name].http} [${name}](errors.md#${name})`).join(', ');
}

function methodRow([name, method]: readonly [string, Method]): string[] {
  return [code(name), method.role, shape(method.params), shape(method.result), method.summary];
}

function titles(all: readonly Route[]): string[] {
  const ofRoutes = all.flatMap(({ body, answer }) => [body, answer]);
  const ofMethods = Object.values(methods).flatMap(({ params, result }: Method) => [params, result]);
  const every = [...ofRoutes, ...ofMethods, ...Object.values(notifications), 'ErrorBody'];
  return [
    ...new Set(every.filter((title) => title !== undefined && title !== null && title !== 'SpecFile')),
  ] as string[];
}

function heading({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** Link to the table of a shape; the spec has a page of its own. */
function shape(title: string): string {
  return title === 'SpecFile' ? '[SpecFile](spec.md)' : `[${title}](#${anchor(title)})`;
}
