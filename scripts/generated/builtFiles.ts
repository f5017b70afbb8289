import { join } from 'node:path';
import {
  readPageMessages,
  readPublicSchemas,
  readSchemaDocuments,
  type SchemaDocument,
} from '../../schemas/bundleSchemas.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { openApiDeclaration, openApiDocument, openApiModule } from './openApi.ts';
import { messageValidatorFile, validatorDeclarations, validatorsFile } from './validators.ts';

/** Generated files that git ignores. Programs import them, so they are made before anything runs. */
export async function builtFiles(root: string): Promise<GeneratedFile[]> {
  const schemas = join(root, 'schemas');
  const messages = readPageMessages(schemas);
  const all = readSchemaDocuments(schemas);
  const documents = all.filter(({ $id }) => messages.every((message) => message.$id !== $id));
  return [
    { path: 'schemas/generated/validators.js', text: await validatorsFile(documents, root) },
    { path: 'schemas/generated/validators.d.ts', text: validatorDeclarations(documents, '..') },
    {
      path: 'schemas/generated/openApi.js',
      text: openApiModule(openApiDocument(root, readPublicSchemas(schemas))),
    },
    { path: 'schemas/generated/openApi.d.ts', text: openApiDeclaration },
    ...(await Promise.all(messages.map((message) => messageFiles(message, 'webview', all, root)))).flat(),
    ...(await messageFiles(documentOf(all, 'hostFactsParams.schema.json'), 'lsp', all, root)),
  ];
}

function documentOf(documents: readonly SchemaDocument[], id: string): SchemaDocument {
  const found = documents.find(({ $id }) => $id === id);
  if (found === undefined) throw new Error(`there is no schema ${id}`);
  return found;
}

async function messageFiles(
  message: SchemaDocument,
  folder: 'webview' | 'lsp',
  documents: readonly SchemaDocument[],
  root: string,
): Promise<GeneratedFile[]> {
  const path = `schemas/generated/${folder}/${message.title}`;
  return [
    { path: `${path}.js`, text: await messageValidatorFile(message, documents, root) },
    { path: `${path}.d.ts`, text: validatorDeclarations([message], '../..') },
  ];
}
