import { pointerSegments } from '#core/pointer.ts';
import { removeChild, setMembers } from '#shared/edit/members.ts';
import { replaceNode } from '#shared/edit/change.ts';
import type { Fix, FixContext } from '../fix.ts';

/** How a fix is offered. */
type Manner = Pick<Fix, 'preferred' | 'safe'>;

/** The likely one. */
export const likely: Manner = { preferred: true };
/** The only one. */
export const certain: Manner = { preferred: true, safe: true };

/** Writes another value in the place of one; nothing where that is written already, as behind a member written twice. */
export function replaced(
  { node, document }: FixContext,
  pointer: string,
  value: unknown,
  title: string,
  manner: Manner = {},
): Fix[] {
  const there = node(pointer);
  if (there === undefined) return [];
  const change = replaceNode(there, value);
  const written = document.text.slice(there.offset, there.offset + there.length);
  return change.content === written ? [] : [{ title, changes: [change], ...manner }];
}

/** Removes a member or an item. */
export function removed({ node }: FixContext, pointer: string, title: string, manner: Manner = {}): Fix[] {
  const there = node(pointer);
  const child = there?.parent?.type === 'property' ? there.parent : there;
  const change = child === undefined ? null : removeChild(child);
  return change === null ? [] : [{ title, changes: [change], ...manner }];
}

/** Gives members of an object their values, each where it stands or as a new one. */
export function given(
  { node, document }: FixContext,
  pointer: string,
  members: Readonly<Record<string, unknown>>,
  title: string,
  manner: Manner = {},
): Fix[] {
  const object = node(pointer);
  if (object?.type !== 'object') return [];
  const changes = setMembers(document.text, object, Object.entries(members));
  return [{ title, changes, ...manner }];
}

/** The VM entry that a pointer leads into: `/provisioning_request/vms/3`; empty outside of one. */
export function entryOf(pointer: string): string {
  return /^\/provisioning_request\/vms\/\d+/.exec(pointer)?.[0] ?? '';
}

/** Name of the member that a pointer ends in. */
export function memberOf(pointer: string): string {
  return pointerSegments(pointer).at(-1) ?? '';
}

/** A whole number, or null. */
export function numberAt({ value }: FixContext, pointer: string): number | null {
  const found = value(pointer);
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null;
}

/** A text, or null. */
export function textAt({ value }: FixContext, pointer: string): string | null {
  const found = value(pointer);
  return typeof found === 'string' ? found : null;
}
