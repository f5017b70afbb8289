import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSchemas, type SchemaDocument } from '../../schemas/bundleSchemas.ts';
import { buildOpenApi } from '../../schemas/protocol/openApi.ts';
import { routes } from '../../schemas/protocol/routes.ts';

/** The OpenAPI document of this version. */
export function openApiDocument(root: string, documents: readonly SchemaDocument[]): object {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return buildOpenApi(routes, bundleSchemas(documents, '#/components/schemas/'), version);
}

/** The document as a module, so that it is part of the program that serves it. */
export function openApiModule(document: object): string {
  return `export const openApi = ${JSON.stringify(document)};\n`;
}

/** Declaration of that module. */
export const openApiDeclaration = `/** The OpenAPI 3.1 document of the REST routes. */
export declare const openApi: Readonly<Record<string, unknown>>;
`;
