import type { InvalidParameter } from '#schemas/generated/types.ts';
import type { QueryKind } from '#schemas/protocol/routes.ts';
import * as validators from '#schemas/generated/validators.js';
import type { Validator } from '#schemas/validator.ts';

type QueryReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errors: InvalidParameter[] };

/** Reads a query: text is turned into the type the member has, and nothing else is guessed. */
export function readQuery(
  query: { readonly schema: string; readonly members: Readonly<Record<string, QueryKind>> } | undefined,
  search: URLSearchParams,
): QueryReading {
  const members = query?.members ?? {};
  const value: Record<string, unknown> = {};
  for (const [name, text] of search) {
    if (Object.hasOwn(value, name)) return refused(name, 'not_unique', `"${name}" is given twice.`);
    const kind = Object.hasOwn(members, name) ? members[name] : undefined;
    if (kind === undefined) {
      const known = Object.keys(members);
      const hint = known.length === 0 ? 'This address takes no parameters.' : `It takes ${known.join(', ')}.`;
      return refused(name, 'unknown_member', `There is no parameter "${name.slice(0, 64)}". ${hint}`);
    }
    value[name] = typed(kind, text);
  }
  if (query === undefined) return { ok: true, value };
  const validator = validatorOf(query.schema);
  if (validator(value)) return { ok: true, value };
  const errors = (validator.errors ?? []).map(({ instancePath, keyword, params }): InvalidParameter => {
    const parameter = instancePath.slice(1);
    return {
      parameter,
      pointer: '',
      code: codeOf(keyword),
      message: `"${parameter}" ${wordsOf(keyword, params)}`,
    };
  });
  return { ok: false, errors: errors.slice(0, 1) };
}

function typed(kind: QueryKind, text: string): unknown {
  switch (kind) {
    case 'string':
      return text;
    case 'integer':
      return /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
  }
}

const validatorsByTitle: ReadonlyMap<string, Validator<unknown>> = new Map(Object.entries(validators));

/** The validator of a schema by its title. */
export function validatorOf(title: string): Validator<unknown> {
  const found = validatorsByTitle.get(title);
  if (found === undefined) throw new Error(`no schema is titled ${title}`);
  return found;
}

function codeOf(keyword: string): string {
  if (keyword === 'type') return 'wrong_type';
  if (keyword === 'enum') return 'not_allowed';
  return keyword === 'pattern' ? 'bad_format' : 'out_of_range';
}

function wordsOf(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const listed = params['allowedValues'];
  if (keyword === 'enum' && Array.isArray(listed)) return `must be one of ${listed.join(', ')}.`;
  if (keyword === 'type')
    return `must be ${params['type'] === 'boolean' ? 'true or false' : 'a whole number, 0 or more'}.`;
  if (keyword === 'pattern') return 'is not one that this host gave.';
  return `must be ${String(params['comparison'])} ${String(params['limit'])}.`;
}

function refused(parameter: string, code: string, message: string): QueryReading {
  return { ok: false, errors: [{ parameter, pointer: '', code, message }] };
}
