import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from '../../schemas/ajv.ts';
import type { SchemaDocument } from '../../schemas/bundleSchemas.ts';

/** Standalone validators, one export for each schema document, named after its title; no run-time compilation. */
export async function validatorsFile(documents: readonly SchemaDocument[], root: string): Promise<string> {
  const ajv = createAjv({ standalone: true });
  for (const document of documents) ajv.addSchema(document);
  const exports = Object.fromEntries(documents.map((document) => [document.title, document.$id]));
  return standAlone(standaloneCode.default(ajv, exports), root);
}

/** The validator of one kind of message, in a module of its own, so that who needs it carries nothing else. */
export async function messageValidatorFile(
  message: SchemaDocument,
  documents: readonly SchemaDocument[],
  root: string,
): Promise<string> {
  const ajv = createAjv({ standalone: true, brief: true });
  for (const document of documents) ajv.addSchema(document);
  return standAlone(standaloneCode.default(ajv, { [message.title]: message.$id }), root);
}

async function standAlone(code: string, root: string): Promise<string> {
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

/**
 * Declarations of the validators: each one narrows its argument to the schema's type. `schemas` is the way from the
 * declarations' folder to `schemas`.
 */
export function validatorDeclarations(documents: readonly SchemaDocument[], schemas: string): string {
  const lines = documents.map(({ title }) => `export declare const ${title}: Validator<types.${title}>;`);
  return [
    `import type { Validator } from '${schemas}/validator.ts';`,
    `import type * as types from '${schemas}/generated/types.ts';`,
    '',
    ...lines,
    '',
  ].join('\n');
}
