import { join } from 'node:path';
import { readPublicSchemas, readSchemaDocuments } from '../../schemas/bundleSchemas.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { openApiDeclaration, openApiDocument, openApiModule } from './openApi.ts';
import { validatorDeclarations, validatorsFile } from './validators.ts';

/** Generated files that git ignores. Programs import them, so they are made before anything runs. */
export async function builtFiles(root: string): Promise<GeneratedFile[]> {
  const documents = readSchemaDocuments(join(root, 'schemas'));
  return [
    { path: 'schemas/generated/validators.js', text: await validatorsFile(documents, root) },
    { path: 'schemas/generated/validators.d.ts', text: validatorDeclarations(documents) },
    {
      path: 'schemas/generated/openApi.js',
      text: openApiModule(openApiDocument(root, readPublicSchemas(join(root, 'schemas')))),
    },
    { path: 'schemas/generated/openApi.d.ts', text: openApiDeclaration },
  ];
}
