/**
 * Which host is used: the one that runs on this computer, the practice host of this editor, or a known one by the origin
 * of its address.
 */
export type HostChoice =
  | { readonly kind: 'local' }
  | { readonly kind: 'practice' }
  | { readonly kind: 'known'; readonly url: string };

export const LOCAL: HostChoice = { kind: 'local' };
export const PRACTICE: HostChoice = { kind: 'practice' };

/** A choice as it is kept. */
export function choiceText(choice: HostChoice): string {
  return choice.kind === 'known' ? choice.url : choice.kind;
}

/** A choice as it was kept; null: none was made. */
export function readChoice(value: unknown): HostChoice | null {
  if (value === 'local') return LOCAL;
  if (value === 'practice') return PRACTICE;
  return typeof value === 'string' && URL.canParse(value)
    ? { kind: 'known', url: new URL(value).origin }
    : null;
}

/** Whether two choices are the same host. */
export function isSameChoice(one: HostChoice, other: HostChoice): boolean {
  return choiceText(one) === choiceText(other);
}
