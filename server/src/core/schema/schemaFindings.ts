import type { JsonSchema } from '#schemas/bundleSchemas.ts';
import { MAX_PROBLEMS } from '#schemas/limits.ts';
import type { SchemaError } from '#schemas/validator.ts';
import type { Finding, Locate } from '../finding.ts';
import { joinPointer, parameterOf } from '../pointer.ts';
import { keywordRules, otherRule } from './keywords.ts';
import { unknownMemberMessage } from './unknownMember.ts';

/** Violations of a schema, one for each value. */
export interface SchemaReading {
  /** Pointers of all refused values, also of those beyond the findings that are told. */
  readonly refused: ReadonlySet<string>;
  /** In document order; one more than `MAX_PROBLEMS` at most. */
  readonly findings: readonly Finding[];
}

interface Candidate {
  readonly error: SchemaError;
  readonly pointer: string;
  readonly rank: number;
}

const ranks = new Map(Object.keys(keywordRules).map((keyword, index) => [keyword, index]));

/** Merges a validator's errors to one for each value that is not refused already, and puts them into words. */
export function schemaFindings(
  errors: readonly SchemaError[],
  refusedBefore: ReadonlySet<string>,
  locate: Locate,
  schema: JsonSchema | undefined,
): SchemaReading {
  const candidates = new Map<string, Candidate>();
  const refused = new Set<string>();
  for (const error of errors) {
    const member = memberOf(error);
    const missing = error.keyword === 'required';
    const pointer = member === null || missing ? error.instancePath : joinPointer(error.instancePath, member);
    refused.add(pointer);
    if (!missing && refusedBefore.has(pointer)) continue;
    const key = missing ? `${pointer}\u0000${member ?? ''}` : pointer;
    const rank = ranks.get(error.keyword) ?? ranks.size;
    const other = candidates.get(key);
    if (other === undefined || rank < other.rank) candidates.set(key, { error, pointer, rank });
  }
  const placed = [...candidates.values()].map((candidate) => ({
    candidate,
    offset: locate(candidate.pointer, partOf(candidate.error)).offset,
  }));
  placed.sort((a, b) => a.offset - b.offset);
  const told = placed.slice(0, MAX_PROBLEMS + 1);
  return { refused, findings: told.map(({ candidate }) => toFinding(candidate, schema)) };
}

/** The member that an error is about when it is reported at the object around it. */
function memberOf({ keyword, params }: SchemaError): string | null {
  if (keyword === 'required') return String(params['missingProperty']);
  return keyword === 'additionalProperties' ? String(params['additionalProperty']) : null;
}

function partOf({ keyword }: SchemaError): 'opening' | 'key' | 'value' {
  if (keyword === 'required') return 'opening';
  return keyword === 'additionalProperties' ? 'key' : 'value';
}

function toFinding({ error, pointer }: Candidate, schema: JsonSchema | undefined): Finding {
  const member = memberOf(error);
  const part = partOf(error);
  if (member === null) {
    const rule = keywordRules[error.keyword] ?? otherRule;
    return {
      code: rule.code,
      pointer,
      part,
      message: rule.message(pointer === '' ? 'The document' : parameterOf(pointer), error),
    };
  }
  if (error.keyword === 'required') {
    const message = `${member} is missing in ${pointer === '' ? 'the document' : parameterOf(pointer)}: add it.${exampleOf(error, member)}`;
    return { code: 'missing_member', pointer, part, parameter: member, message };
  }
  if (isSecret(error, member)) {
    const message = `${JSON.stringify(member)} does not belong into a spec, which is read and shared: remove it, and let people log in with ssh_authorized_keys.`;
    return { code: 'guest_secret', pointer, part, message };
  }
  return {
    code: 'unknown_member',
    pointer,
    part,
    message: unknownMemberMessage(member, error.parentSchema, schema),
  };
}

/** Whether a member is one that the schema refuses by name, because it would hold a secret. */
function isSecret({ parentSchema }: SchemaError, member: string): boolean {
  const names: unknown = parentSchema?.['refusedMembers'];
  return Array.isArray(names) && names.includes(member.toLowerCase());
}

/** ` For example "ram_min_mb": 1024.`, when the schema has one at hand. */
function exampleOf({ parentSchema }: SchemaError, member: string): string {
  const properties = Object.entries(Object(parentSchema?.['properties']) as object);
  const schema: unknown = properties.find(([name]) => name === member)?.[1];
  const examples =
    typeof schema === 'object' && schema !== null && 'examples' in schema ? schema.examples : null;
  if (!Array.isArray(examples) || examples.length === 0) return '';
  return ` For example ${JSON.stringify(member)}: ${JSON.stringify(examples[0])}.`;
}
