import fc from 'fast-check';

/** A JSON schema, with the keywords that our documents use. */
export type Schema = Readonly<Record<string, unknown>>;

/** What is known of values beyond their schemas, so that a generated request has something to do on the host. */
export interface Knowledge {
  /** The schemas that `$ref` names, by title. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Values of members with these names. */
  readonly members: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Puts right what a schema cannot say, by title. */
  readonly settle: Readonly<Record<string, (value: Readonly<Record<string, unknown>>) => unknown>>;
}

/** Of so many optional members one is there. */
const ONE_IN = 5;
/** Longest list and text that a valid value has; more is for the mutations. */
const FEW = 3;
const SHORT = 24;

/** Values that are valid against a schema. */
export function validAgainst(schema: Schema, knowledge: Knowledge): fc.Arbitrary<unknown> {
  const ref = schema['$ref'];
  if (typeof ref === 'string') return named(ref.replace(/^.*\//, ''), knowledge);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return oneOf(choices.map((choice: Schema) => validAgainst(choice, knowledge)));
  const types = [schema['type']].flat();
  return oneOf(types.map((type) => ofType(String(type), schema, knowledge)));
}

function named(title: string, knowledge: Knowledge): fc.Arbitrary<unknown> {
  const value = validAgainst(knowledge.schemas[title] ?? {}, knowledge);
  const settle = knowledge.settle[title];
  return settle === undefined ? value : value.map((raw) => settle(raw as Record<string, unknown>));
}

function ofType(type: string, schema: Schema, knowledge: Knowledge): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objects(schema, knowledge);
    case 'array':
      return lists(schema, knowledge);
    case 'string':
      return texts(schema);
    case 'integer':
      return wholeNumbers(schema);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, ...bounds(schema) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects(schema: Schema, knowledge: Knowledge): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const members = Object.entries(properties).map(([name, member]): [string, fc.Arbitrary<unknown>] => {
    const value = knowledge.members[name] ?? validAgainst(member, knowledge);
    return [name, required.includes(name) ? value : rarely(value)];
  });
  return fc
    .record(Object.fromEntries(members))
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}

function rarely(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: ONE_IN - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

function lists(schema: Schema, knowledge: Knowledge): fc.Arbitrary<unknown> {
  const items = validAgainst((schema['items'] ?? {}) as Schema, knowledge);
  const minLength = numberOf(schema, 'minItems') ?? 0;
  const maxLength = Math.max(minLength, Math.min(FEW, numberOf(schema, 'maxItems') ?? FEW));
  if (schema['uniqueItems'] === true)
    return fc.uniqueArray(items, { minLength, maxLength, selector: (item) => JSON.stringify(item) });
  return fc.array(items, { minLength, maxLength });
}

function texts(schema: Schema): fc.Arbitrary<string> {
  const minLength = numberOf(schema, 'minLength') ?? 0;
  const maxLength = Math.max(minLength, Math.min(SHORT, numberOf(schema, 'maxLength') ?? SHORT));
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return fc.string({ unit: 'grapheme', minLength, maxLength });
  return fc
    .stringMatching(new RegExp(pattern))
    .filter((text) => text.length >= minLength && text.length <= (numberOf(schema, 'maxLength') ?? Infinity));
}

function wholeNumbers(schema: Schema): fc.Arbitrary<number> {
  const step = numberOf(schema, 'multipleOf') ?? 1;
  const { min = -1_000_000, max = 1_000_000 } = bounds(schema);
  return fc
    .integer({ min: Math.ceil(min / step), max: Math.floor(Math.min(max, 2 ** 52) / step) })
    .map((number) => number * step);
}

function bounds(schema: Schema): { readonly min?: number; readonly max?: number } {
  const min = numberOf(schema, 'minimum');
  const max = numberOf(schema, 'maximum');
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function numberOf(schema: Schema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

function oneOf(choices: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  const [first = fc.constant(null), ...rest] = choices;
  return rest.length === 0 ? first : fc.oneof(first, ...rest);
}
