import { written } from './words.ts';

const typeWords: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text in double quotes',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
  null: 'null',
};

/** Says what type is wanted, what is there, and what to write where that can be guessed. */
export function wrongTypeMessage(parameter: string, wanted: readonly string[], value: unknown): string {
  const type = wanted[0] ?? '';
  const types = wanted.map((word) => typeWords[word] ?? word).join(' or ');
  const guess = guessValue(type, value);
  const advice = guess === null ? '.' : `: write ${guess} instead of ${written(value)}.`;
  return `${parameter} must be ${types}, not ${nameOfType(value)}${advice}`;
}

/** JSON of the wanted type that a value of another was probably meant to be, or null. */
export function guessValue(type: string, value: unknown): string | null {
  if (type === 'integer' && typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value)) {
    return String(Number(value) + 0);
  }
  if (type === 'boolean') return guessBoolean(value);
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return `"${value}"`;
  if (type === 'array' && typeof value === 'string') return `[${written(value)}]`;
  return null;
}

function guessBoolean(value: unknown): string | null {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  // An object that was read from a text has no words of its own.
  if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') return null;
  const word = String(one).toLowerCase();
  if (['true', 'yes', 'on', '1'].includes(word)) return 'true';
  return ['false', 'no', 'off', '0'].includes(word) ? 'false' : null;
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? 'text' : 'a number';
}
