import { clipOutput } from './call.ts';
import type { SchemaError, Validator } from '#schemas/validator.ts';

/** A record as its schema describes it, or why it is none. */
export type RecordReading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/**
 * Reads what PowerShell answered. A newer Windows may tell more than we know: unless `strict`, members that the schema
 * does not have are left out, and a word that is not among those of the schema becomes the schema's default.
 */
export function readRecord<T>(validator: Validator<T>, value: unknown, strict: boolean): RecordReading<T> {
  if (validator(value)) return { ok: true, value };
  const errors = validator.errors ?? [];
  if (strict || !errors.every((error) => repair(value, error)))
    return { ok: false, reason: reasonOf(errors) };
  if (validator(value)) return { ok: true, value };
  return { ok: false, reason: reasonOf(validator.errors ?? []) };
}

function reasonOf(errors: readonly SchemaError[]): string {
  const { instancePath = '', keyword = 'unknown', params = {} } = errors[0] ?? {};
  return clipOutput(
    `${instancePath === '' ? 'the answer' : instancePath}: ${keyword} ${JSON.stringify(params)}`,
  );
}

/** Makes the value fit where a schema error is no harm. Answers whether it did. */
function repair(root: unknown, error: SchemaError): boolean {
  const path = error.instancePath.split('/').slice(1).map(unescape);
  if (error.keyword === 'additionalProperties') {
    const holder = at(root, path);
    const name = error.params['additionalProperty'];
    return isObject(holder) && typeof name === 'string' && Reflect.deleteProperty(holder, name);
  }
  const fallback = error.parentSchema?.['default'];
  const holder = at(root, path.slice(0, -1));
  if (error.keyword !== 'enum' || fallback === undefined || !isObject(holder)) return false;
  return typeof error.data === 'string' && Reflect.set(holder, path.at(-1) ?? '', fallback);
}

function at(root: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (value: unknown, name) => (isObject(value) ? Reflect.get(value, name) : undefined),
    root,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function unescape(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
