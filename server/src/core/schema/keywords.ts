import type { ProblemCode } from '#schemas/errors.ts';
import type { SchemaError } from '#schemas/validator.ts';
import { didYouMean } from '../nearest.ts';
import { choice, counted, quantity, written } from './words.ts';
import { wrongTypeMessage } from './wrongType.ts';

/** How a violated keyword of a schema is told to people. */
interface KeywordRule {
  readonly code: ProblemCode;
  readonly message: (parameter: string, error: SchemaError) => string;
}

const length: KeywordRule = { code: 'wrong_length', message: lengthMessage };
const range: KeywordRule = { code: 'out_of_range', message: rangeMessage };

/**
 * Every keyword that the schemas use on values. Of several that refuse the same value the first in this table is
 * told. `required` and `additionalProperties` are about members and have their own words.
 */
export const keywordRules: Readonly<Record<string, KeywordRule>> = {
  // Before what is wrong with the name: that would be told as if it were about the value around it.
  propertyNames: { code: 'bad_format', message: nameMessage },
  type: {
    code: 'wrong_type',
    message: (parameter, { params, data }) => wrongTypeMessage(parameter, typeList(params['type']), data),
  },
  const: {
    code: 'not_allowed',
    message: (parameter, { params }) => `${parameter} must be ${written(params['allowedValue'])}.`,
  },
  enum: { code: 'not_allowed', message: enumMessage },
  minLength: length,
  maxLength: length,
  minItems: length,
  maxItems: length,
  minProperties: length,
  maxProperties: length,
  minimum: range,
  maximum: range,
  multipleOf: { code: 'not_a_multiple', message: multipleMessage },
  pattern: { code: 'bad_format', message: patternMessage },
  uniqueItems: {
    code: 'not_unique',
    message: (parameter, { params }) =>
      `${parameter} holds the same value twice, at positions ${String(params['j'])} and ${String(params['i'])}: remove one.`,
  },
};

/** Words for a keyword without a rule of its own, such as one that joins other schemas. */
export const otherRule: KeywordRule = {
  code: 'not_allowed',
  message: (parameter, { keyword }) => `${parameter} does not have the form that is asked for (${keyword}).`,
};

function typeList(type: unknown): string[] {
  return Array.isArray(type) ? type.map(String) : [String(type)];
}

function enumMessage(parameter: string, { params, data }: SchemaError): string {
  const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'] : [];
  const words = allowed.filter((value) => typeof value === 'string');
  const hint = typeof data === 'string' ? didYouMean(data, words) : '';
  return `${parameter} must be ${choice(allowed)}, not ${written(data)}.${hint}`;
}

function rangeMessage(parameter: string, { parentSchema, data }: SchemaError): string {
  const minimum = boundOf(parentSchema, 'minimum');
  const maximum = boundOf(parentSchema, 'maximum');
  const low = minimum === null ? null : quantity(parameter, minimum);
  const high = maximum === null ? null : quantity(parameter, maximum);
  const bounds =
    low !== null && high !== null
      ? `between ${low} and ${high}`
      : low !== null
        ? `${low} or more`
        : `${high ?? ''} or less`;
  return `${parameter} must be ${bounds}, not ${written(data)}.`;
}

function multipleMessage(parameter: string, { params, data }: SchemaError): string {
  const step = Number(params['multipleOf']);
  const below = Math.floor(Number(data) / step) * step;
  const use = `use ${below} or ${below + step} instead of ${written(data)}.`;
  if (step === 2 && parameter.endsWith('_mb')) {
    return `${parameter} must be an even number of MB, because Hyper-V takes steps of 2 MB: ${use}`;
  }
  return `${parameter} must be a multiple of ${step}: ${use}`;
}

function patternMessage(parameter: string, { parentSchema, params, data }: SchemaError): string {
  const words = parentSchema?.['patternErrorMessage'];
  const form = typeof words === 'string' ? words : `must match ${String(params['pattern'])}`;
  return `${parameter} ${form}; ${written(data)} does not fit.`;
}

function nameMessage(parameter: string, { parentSchema, params }: SchemaError): string {
  const words = parentSchema?.['patternErrorMessage'];
  const form = typeof words === 'string' ? `: ${words}` : '';
  return `${parameter} has the member ${written(params['propertyName'])}, which cannot be a name${form}.`;
}

function lengthMessage(parameter: string, { parentSchema, keyword, data }: SchemaError): string {
  const [kind, noun] = keyword.endsWith('Items')
    ? ['Items', 'entry']
    : keyword.endsWith('Length')
      ? ['Length', 'character']
      : ['Properties', 'member'];
  const plain = (count: number): string =>
    noun === 'entry' && count !== 1 ? `${count} entries` : counted(count, noun);
  const minimum = boundOf(parentSchema, `min${kind}`);
  const maximum = boundOf(parentSchema, `max${kind}`);
  const least = minimum === null || minimum === 0 ? null : `at least ${plain(minimum)}`;
  const most = maximum === null ? null : `at most ${plain(maximum)}`;
  return `${parameter} must have ${[least, most].filter((bound) => bound !== null).join(' and ')}, not ${sizeOf(data)}.`;
}

function boundOf(schema: Readonly<Record<string, unknown>> | undefined, keyword: string): number | null {
  const bound = schema?.[keyword];
  return typeof bound === 'number' ? bound : null;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
