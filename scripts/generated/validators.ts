import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from '../../schemas/ajv.ts';
import type { SchemaDocument } from '../../schemas/bundleSchemas.ts';

/** Standalone validators, one export for each schema document, named after its title; no run-time compilation. */
export async function validatorsFile(documents: readonly SchemaDocument[], root: string): Promise<string> {
  const ajv = createAjv({ standalone: true });
  for (const document of documents) ajv.addSchema(document);
  const exports = Object.fromEntries(documents.map((document) => [document.title, document.$id]));
  const code = standaloneCode.default(ajv, exports);
  // Ajv's output still requires its own helpers: bundling makes the file stand alone.
  const bundled = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    legalComments: 'none',
  });
  return bundled.outputFiles[0]?.text ?? '';
}

/** Declarations of the validators: each one narrows its argument to the schema's type. */
export function validatorDeclarations(documents: readonly SchemaDocument[]): string {
  const lines = documents.map(({ title }) => `export declare const ${title}: Validator<types.${title}>;`);
  return [
    `import type { Validator } from '../validator.ts';`,
    `import type * as types from './types.ts';`,
    '',
    ...lines,
    '',
  ].join('\n');
}
