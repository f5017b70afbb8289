import type { PowerShellAnswer } from '#schemas/generated/types.ts';

/** One operation of our PowerShell module. */
export interface ShellCall {
  readonly operation: string;
  readonly params: object;
  /**
   * Calls that only read find a shell even while all others are busy with long work. An inventory is always read by the
   * same shell, which remembers what it read.
   */
  readonly lane: 'inventory' | 'read' | 'act';
  /** Time for the operation itself, in milliseconds; waiting for a shell does not count. */
  readonly deadlineMs: number;
}

/** How a call ended. */
export type CallResult =
  /** The operation answered, be it with an error. */
  | { readonly outcome: 'answered'; readonly answer: PowerShellAnswer }
  /** It came to its end, and what it wrote is no answer. */
  | { readonly outcome: 'bad_output'; readonly reason: string; readonly output: string }
  /** It was begun and cut off: nobody knows what it did or still does. */
  | { readonly outcome: 'lost'; readonly reason: string }
  /** It was never begun. */
  | { readonly outcome: 'not_begun'; readonly reason: string; readonly aborted: boolean };

/** Longest piece of an output that is kept in records and logs. */
export const KEPT_OUTPUT_CHARS = 4096;

/** The beginning of an output, and how much more there was. */
export function clipOutput(text: string): string {
  if (text.length <= KEPT_OUTPUT_CHARS) return text;
  return `${text.slice(0, KEPT_OUTPUT_CHARS)}… (${String(text.length)} characters)`;
}
