import type { JsonSchema } from '../../schemas/bundleSchemas.ts';
import { anchor, code, codeOf } from './markdown.ts';

/** Bundled schemas by name. */
export type Bundle = Readonly<Record<string, JsonSchema>>;

/** The schema that `$ref` names, with what stands beside the reference laid over it. */
export function resolved(schema: JsonSchema, bundle: Bundle): JsonSchema {
  const name = refName(schema);
  if (name === undefined) return schema;
  const { $ref: _ref, ...beside } = schema;
  return { ...resolved(bundle[name] ?? {}, bundle), ...beside };
}

/** Whether a schema describes an object with members of its own, and so gets a table. */
export function isObject(schema: JsonSchema): boolean {
  return schema['type'] === 'object' && isRecord(schema['properties']);
}

/** A type in words, objects linked to their tables. */
export function typeWords(schema: JsonSchema, bundle: Bundle): string {
  const full = resolved(schema, bundle);
  if (Array.isArray(full['oneOf'] ?? full['anyOf'])) {
    const options = (full['oneOf'] ?? full['anyOf']) as JsonSchema[];
    return options.map((option) => typeWords(option, bundle)).join(' or ');
  }
  if (isObject(full)) return objectLink(full['title'] ?? refName(schema));
  const items = full['items'];
  if (full['type'] === 'array' && isRecord(items)) return `list of ${typeWords(items, bundle)}`;
  const named = full['additionalProperties'];
  if (isRecord(named)) return `object of ${typeWords(named, bundle)} by name`;
  if (Array.isArray(full['enum'])) return full['enum'].map((value) => codeOf(value)).join(', ');
  if ('const' in full) return codeOf(full['const']);
  const type = full['type'];
  const types = Array.isArray(type) ? type.map(String) : [typeof type === 'string' ? type : 'any'];
  return types.map((one) => (one === 'string' ? 'text' : one)).join(' or ');
}

/** The bounds of a value in words. */
export function boundWords(schema: JsonSchema, bundle: Bundle): string {
  const full = resolved(schema, bundle);
  const range = (low: unknown, high: unknown, what: string): string[] => {
    if (typeof low !== 'number' && typeof high !== 'number') return [];
    if (typeof high !== 'number') return [`at least ${Number(low)}${what}`];
    return [typeof low === 'number' ? `${low} to ${high}${what}` : `at most ${high}${what}`];
  };
  return [
    ...range(full['minimum'], full['maximum'], ''),
    ...range(full['minLength'], full['maxLength'], ' characters'),
    ...range(full['minItems'], full['maxItems'], ' entries'),
    ...range(full['minProperties'], full['maxProperties'], ' members'),
    ...(typeof full['multipleOf'] === 'number' ? [`a multiple of ${full['multipleOf']}`] : []),
    ...(typeof full['patternErrorMessage'] === 'string' ? [full['patternErrorMessage']] : patternWords(full)),
  ].join('; ');
}

/** The meaning of a member, the allowed words explained. */
export function meaningWords(schema: JsonSchema, bundle: Bundle): string {
  const full = resolved(schema, bundle);
  const description = typeof full['description'] === 'string' ? full['description'] : '';
  const words = full['enumDescriptions'];
  const values = full['enum'];
  if (!Array.isArray(words) || !Array.isArray(values)) return description;
  const explained = values.map((value, index) => `${codeOf(value)}: ${String(words[index])}`);
  return `${description} ${explained.join('; ')}.`.trim();
}

/** The object that a schema, an entry of its list, or a member with a name of its own, leads to. */
export function objectBehind(schema: JsonSchema, bundle: Bundle): JsonSchema | undefined {
  const full = resolved(schema, bundle);
  if (isObject(full)) return full;
  const inside = full['items'] ?? full['additionalProperties'];
  return isRecord(inside) ? objectBehind(inside, bundle) : undefined;
}

export function isRecord(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function patternWords(schema: JsonSchema): string[] {
  return typeof schema['pattern'] === 'string' ? [`matches ${code(schema['pattern'])}`] : [];
}

function refName(schema: JsonSchema): string | undefined {
  return typeof schema['$ref'] === 'string' ? schema['$ref'].replace(/^.*\//, '') : undefined;
}

function objectLink(title: unknown): string {
  return typeof title === 'string' ? `[${title}](#${anchor(title)})` : 'object';
}
