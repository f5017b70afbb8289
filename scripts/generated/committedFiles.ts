import { join } from 'node:path';
import { readPublicSchemas, readSchemaDocuments } from '../../schemas/bundleSchemas.ts';
import { apiPage } from './apiPage.ts';
import { cliPage } from './cliPage.ts';
import { errorsPage } from './errorsPage.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { l10nBundle } from './l10nBundle.ts';
import { openApiDocument } from './openApi.ts';
import { schemaPage } from './schemaPage.ts';
import { typesFile } from './types.ts';

/** Generated files that are kept in the repository; a test compares them. Loads the command line, for its help. */
export async function committedFiles(root: string): Promise<GeneratedFile[]> {
  const documents = readSchemaDocuments(join(root, 'schemas'));
  const page = (name: string, title: string, heading: string): GeneratedFile => ({
    path: `docs/reference/${name}.md`,
    text: schemaPage(documents, title, heading),
  });
  return [
    { path: 'schemas/generated/types.ts', text: await typesFile(documents) },
    {
      path: 'docs/openapi.json',
      text: `${JSON.stringify(openApiDocument(root, readPublicSchemas(join(root, 'schemas'))), null, 2)}\n`,
    },
    page('spec', 'SpecFile', 'The spec file'),
    page('config', 'HostConfig', 'The configuration of a host'),
    page('practice-host', 'SimulatedHostFile', 'The file that describes a practice host'),
    { path: 'docs/reference/api.md', text: apiPage(documents) },
    { path: 'docs/reference/errors.md', text: errorsPage() },
    { path: 'docs/reference/cli.md', text: await cliPage() },
    { path: 'l10n/bundle.l10n.json', text: l10nBundle(root) },
  ];
}
