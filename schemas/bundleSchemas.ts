import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON Schema document or a part of one. */
export type JsonSchema = { [keyword: string]: unknown };

/** An authored schema file: its `$id` is the file's name. */
export interface SchemaDocument extends JsonSchema {
  readonly $id: string;
  readonly title: string;
  readonly definitions?: Record<string, JsonSchema>;
}

/** Folders of what clients see. */
const publicFolders = ['.', 'wire', 'wire/params'] as const;

/** Reads every authored schema below `root` (the `schemas` folder), in a stable order. */
export function readSchemaDocuments(root: string): SchemaDocument[] {
  return [...readPublicSchemas(root), ...readFolders(root, ['powershell', 'service', 'lsp', 'webview'])];
}

/** Reads the schemas of the messages between the extension and its web pages. */
export function readPageMessages(root: string): SchemaDocument[] {
  return readFolders(root, ['webview']);
}

/** Reads the schemas of what clients of a host see: without PowerShell's answers, the service's own files and what an editor tells itself. */
export function readPublicSchemas(root: string): SchemaDocument[] {
  return readFolders(root, publicFolders);
}

function readFolders(root: string, folders: readonly string[]): SchemaDocument[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.schema.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as SchemaDocument),
  );
}

/**
 * One flat set of named schemas out of all documents, every `$ref` pointing into `prefix` (for example
 * `#/components/schemas/`). Names are the titles; a definition without one is named after its key.
 */
export function bundleSchemas(
  documents: readonly SchemaDocument[],
  prefix: string,
): Record<string, JsonSchema> {
  const names = nameEverySchema(documents);
  const bundle: Record<string, JsonSchema> = {};
  for (const document of documents) {
    const { $id, $schema: _dialect, definitions, ...body } = document;
    bundle[document.title] = rewriteRefs(body, $id, names, prefix) as JsonSchema;
    for (const [key, definition] of Object.entries(definitions ?? {})) {
      const name = names.get(`${$id}#/definitions/${key}`);
      if (name !== undefined) bundle[name] = rewriteRefs(definition, $id, names, prefix) as JsonSchema;
    }
  }
  return bundle;
}

function nameEverySchema(documents: readonly SchemaDocument[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { $id, title, definitions } of documents) {
    names.set($id, title);
    for (const [key, definition] of Object.entries(definitions ?? {})) {
      const own = definition['title'];
      names.set(`${$id}#/definitions/${key}`, typeof own === 'string' ? own : pascalCase(key));
    }
  }
  return names;
}

function pascalCase(key: string): string {
  return key.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function rewriteRefs(part: unknown, id: string, names: Map<string, string>, prefix: string): unknown {
  if (Array.isArray(part)) return part.map((item) => rewriteRefs(item, id, names, prefix));
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (key !== '$ref' || typeof value !== 'string') return [key, rewriteRefs(value, id, names, prefix)];
      const target = value.startsWith('#') ? id + value : value;
      const name = names.get(target);
      if (name === undefined) throw new Error(`${id}: unknown $ref ${value}`);
      return [key, prefix + name];
    }),
  );
}
