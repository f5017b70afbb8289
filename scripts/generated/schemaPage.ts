import { bundleSchemas, type JsonSchema, type SchemaDocument } from '../../schemas/bundleSchemas.ts';
import { code, codeOf, markdownTable, pageBanner } from './markdown.ts';
import {
  boundWords,
  isRecord,
  meaningWords,
  objectBehind,
  resolved,
  typeWords,
  type Bundle,
} from './schemaWords.ts';

/** A page with one table for each object of a document, in the order in which they are met. */
export function schemaPage(documents: readonly SchemaDocument[], title: string, heading: string): string {
  const bundle = bundleSchemas(documents, '#/');
  const parts = objectsFrom(title, bundle).map((schema, index) => section(schema, bundle, index === 0));
  return `${pageBanner}\n\n# ${heading}\n\n${parts.join('\n\n')}\n`;
}

/** The sections of the objects that the named schemas lead to. */
export function schemaSections(titles: readonly string[], bundle: Bundle): string {
  const objects = new Map<unknown, JsonSchema>();
  for (const title of titles) {
    for (const schema of objectsFrom(title, bundle)) objects.set(schema['title'], schema);
  }
  return [...objects.values()].map((schema) => section(schema, bundle, false)).join('\n\n');
}

function objectsFrom(title: string, bundle: Bundle): JsonSchema[] {
  const found = new Map<unknown, JsonSchema>();
  const visit = (schema: JsonSchema): void => {
    const options = schema['oneOf'] ?? schema['anyOf'];
    if (Array.isArray(options)) options.filter(isRecord).forEach((option) => visit(resolved(option, bundle)));
    const object = objectBehind(schema, bundle);
    if (object === undefined || found.has(object['title'])) return;
    found.set(object['title'], object);
    members(object).forEach(([, member]) => visit(resolved(member, bundle)));
  };
  visit(bundle[title] ?? {});
  return [...found.values()];
}

function section(schema: JsonSchema, bundle: Bundle, whole: boolean): string {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = members(schema).map(([name, member]) => {
    const full = resolved(member, bundle);
    const examples = Array.isArray(full['examples']) ? full['examples'] : [];
    const fallback = required.includes(name) ? 'required' : codeOf(full['default']);
    return [
      code(name),
      typeWords(member, bundle),
      fallback,
      boundWords(member, bundle),
      meaningWords(member, bundle),
      codeOf(examples[0]),
    ];
  });
  const table = markdownTable(['member', 'type', 'default', 'bounds', 'meaning', 'example'], rows);
  const description = typeof schema['description'] === 'string' ? `${schema['description']}\n\n` : '';
  return `## ${String(schema['title'])}\n\n${description}${rows.length === 0 ? 'No members.' : table}${whole ? example(schema) : ''}`;
}

function members(schema: JsonSchema): [string, JsonSchema][] {
  const properties = schema['properties'];
  if (!isRecord(properties)) return [];
  return Object.entries(properties).filter((entry): entry is [string, JsonSchema] => isRecord(entry[1]));
}

function example(schema: JsonSchema): string {
  const first: unknown = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
  return first === undefined ? '' : `\n\nExample:\n\n\`\`\`json\n${JSON.stringify(first, null, 2)}\n\`\`\``;
}
