import { compile } from 'json-schema-to-typescript';
import { bundleSchemas, type SchemaDocument } from '../../schemas/bundleSchemas.ts';

const banner = '/** Generated from the schemas beside this folder by `npm run generate`. Do not edit. */';

/** TypeScript types of every schema. */
export async function typesFile(documents: readonly SchemaDocument[]): Promise<string> {
  const definitions = bundleSchemas(documents, '#/definitions/');
  const root = { title: 'EverySchema', type: 'object' as const, additionalProperties: false, definitions };
  const text = await compile(root, 'EverySchema', {
    bannerComment: banner,
    unreachableDefinitions: true,
    additionalProperties: false,
    // Bounded tuples for minItems/maxItems would make every array type unusable.
    ignoreMinAndMaxItems: true,
    format: true,
    style: { printWidth: 110, singleQuote: true, trailingComma: 'all' },
  });
  return text
    .replace(/export interface EverySchema \{\}\n/, '')
    .replaceAll(unreachable, '')
    .replaceAll(/\n \*(?=\n \*\/)/g, '')
    .replaceAll('/**\n */\n', '');
}

const unreachable =
  /\n \* This interface was referenced by `EverySchema`'s JSON-Schema\n \* via the `definition` "[^"]*"\./g;
