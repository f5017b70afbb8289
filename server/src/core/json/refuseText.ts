import type { Problem } from '../problem.ts';

/** Why a text or a member's name is refused, or null: half of a surrogate pair cannot be stored or sent. */
export function refuseText(text: string): Pick<Problem, 'code' | 'message'> | null {
  if (text.isWellFormed()) return null;
  return {
    code: 'lone_surrogate',
    message: 'The text holds half of a character: remove the escape \\uD800 to \\uDFFF that has no partner.',
  };
}
