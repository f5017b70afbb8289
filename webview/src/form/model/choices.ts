import type { FormChoice } from '#schemas/generated/types.ts';

/**
 * What of the host a written value means; undefined: nothing. The host pays no heed to the case of letters in paths and names
 * of networks; where it does, the problem at the field says so.
 */
export function choiceOf(choices: readonly FormChoice[], text: string): FormChoice | undefined {
  const folded = text.toLowerCase();
  return (
    choices.find(({ value }) => value === text) ?? choices.find(({ value }) => value.toLowerCase() === folded)
  );
}
