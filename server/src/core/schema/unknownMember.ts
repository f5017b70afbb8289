import { isObject } from '../isObject.ts';
import type { JsonSchema } from '#schemas/bundleSchemas.ts';
import { nearest } from '../nearest.ts';
import { choice } from './words.ts';

/** Members that are listed when none is near. */
const MOST_LISTED = 8;

/** Names the nearest known member, or the object that the member belongs to, or all that may stand here. */
export function unknownMemberMessage(
  member: string,
  here: Readonly<Record<string, unknown>> | undefined,
  root: JsonSchema | undefined,
): string {
  const known = Object.keys(propertiesOf(here));
  const name = JSON.stringify(member.slice(0, 64));
  const homes = root === undefined ? [] : homesOf(member, root);
  if (homes.length > 0) return `${name} does not belong here: it is a member of ${homes.join(' and of ')}.`;
  const match = nearest(member, known);
  if (match !== null) return `${name} is not known here. Did you mean ${JSON.stringify(match)}?`;
  const list = known.length > 0 && known.length <= MOST_LISTED ? ` Known are ${choice(known)}.` : '';
  return `${name} is not known here: remove it.${list}`;
}

/** Objects of the document that have such a member, as people call them. */
function homesOf(member: string, root: JsonSchema): string[] {
  const homes = new Set<string>();
  collect(root, 'the document', root, (owner, properties) => {
    if (Object.hasOwn(properties, member)) homes.add(owner);
  });
  return [...homes];
}

type Visit = (owner: string, properties: Readonly<Record<string, unknown>>) => void;

function collect(part: unknown, owner: string, root: JsonSchema, visit: Visit): void {
  const schema = resolve(part, root);
  if (schema === null) return;
  const properties = propertiesOf(schema);
  visit(owner, properties);
  for (const [name, member] of Object.entries(properties)) collect(member, `\`${name}\``, root, visit);
  if ('items' in schema) collect(schema['items'], `an entry of ${owner}`, root, visit);
}

function resolve(part: unknown, root: JsonSchema): Readonly<Record<string, unknown>> | null {
  if (!isObject(part)) return null;
  const reference = part['$ref'];
  if (typeof reference !== 'string') return part;
  const key = /^#\/definitions\/(\w+)$/.exec(reference)?.[1];
  const definitions = root['definitions'];
  return key !== undefined && isObject(definitions) ? resolve(definitions[key], root) : null;
}

function propertiesOf(
  schema: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const properties = schema?.['properties'];
  return isObject(properties) ? properties : {};
}
