import type { JsonSchema } from '#schemas/bundleSchemas.ts';
import { specSchema } from '#schemas/specSchema.ts';
import { pointerSegments } from '../pointer.ts';

/** What the spec schema says of the value at a JSON pointer, references followed; null where it knows none. */
export function schemaAt(pointer: string): JsonSchema | null {
  return pointerSegments(pointer).reduce<JsonSchema | null>(partOf, resolved(specSchema));
}

function partOf(schema: JsonSchema | null, segment: string): JsonSchema | null {
  const properties = schema?.['properties'];
  if (isSchema(properties)) return Object.hasOwn(properties, segment) ? resolved(properties[segment]) : null;
  return /^\d+$/.test(segment) ? resolved(schema?.['items']) : null;
}

/** What stands beside a reference, such as a description, goes before what it leads to. */
function resolved(part: unknown): JsonSchema | null {
  if (!isSchema(part)) return null;
  const { $ref: reference, ...beside } = part;
  if (typeof reference !== 'string') return part;
  const name = /^#\/definitions\/(\w+)$/.exec(reference)?.[1] ?? '';
  const definitions = specSchema['definitions'];
  const target = isSchema(definitions) ? resolved(definitions[name]) : null;
  return target === null ? null : { ...target, ...beside };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
