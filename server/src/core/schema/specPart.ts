import type { JsonSchema } from '#schemas/bundleSchemas.ts';
import { schemaAt } from './schemaAt.ts';

/** What the spec schema says of a value, as an editor tells it. */
export interface SpecPart {
  /** Name of the schema; null where it has none. */
  readonly title: string | null;
  readonly type: string;
  readonly description: string;
  /** Undefined where the schema has none. */
  readonly default: unknown;
  readonly examples: readonly unknown[];
  /** Values of which one must be written, with their meaning where it is told; empty: any. */
  readonly allowed: readonly { readonly value: unknown; readonly meaning: string }[];
  /** Members of an object, in the order of the schema. */
  readonly members: readonly string[];
  readonly required: ReadonlySet<string>;
  /** A bound such as `minimum` or `maxItems`; null where there is none. */
  bound(keyword: string): number | null;
}

/** What is said of the value at a JSON pointer; null where the schema knows none. */
export function specPart(pointer: string): SpecPart | null {
  const schema = schemaAt(pointer);
  return schema === null ? null : describe(schema);
}

function describe(schema: JsonSchema): SpecPart {
  const meanings = listOf(schema['enumDescriptions']);
  return {
    title: textOf(schema['title']),
    type: textOf(schema['type']) ?? '',
    description: textOf(schema['description']) ?? '',
    default: schema['default'],
    examples: listOf(schema['examples']),
    allowed: listOf(schema['enum']).map((value, index) => ({
      value,
      meaning: textOf(meanings[index]) ?? '',
    })),
    members: Object.keys(schema['properties'] ?? {}),
    required: new Set(listOf(schema['required']).map(String)),
    bound: (keyword) => {
      const bound = schema[keyword];
      return typeof bound === 'number' ? bound : null;
    },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
