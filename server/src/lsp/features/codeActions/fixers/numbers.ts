import { schemaAt } from '#core/schema/schemaAt.ts';
import { guessValue } from '#core/schema/wrongType.ts';
import type { Fixer } from '../fix.ts';
import { certain, likely, memberOf, numberAt, replaced } from './parts.ts';

/** Rounds to the step: up first, so that nothing gets less than it asked for. */
export const round: Fixer = ({ pointer }, context) => {
  const value = numberAt(context, pointer);
  const step = schemaAt(pointer)?.['multipleOf'];
  if (value === null || typeof step !== 'number') return [];
  const down = Math.floor(value / step) * step;
  return [
    ...replaced(context, pointer, down + step, `Round up to ${down + step}`, certain),
    ...replaced(context, pointer, down, `Round down to ${down}`),
  ];
};

/** Takes the nearest number that is allowed. */
export const clamp: Fixer = ({ pointer }, context) => {
  const value = context.value(pointer);
  const { minimum, maximum } = schemaAt(pointer) ?? {};
  if (typeof value !== 'number') return [];
  const low = typeof minimum === 'number' ? Math.max(value, minimum) : value;
  const within = typeof maximum === 'number' ? Math.min(low, maximum) : low;
  return within === value
    ? []
    : replaced(context, pointer, within, `Write ${within}, the nearest allowed`, likely);
};

/** Writes a number in digits. */
export const digits: Fixer = ({ pointer }, context) => {
  const value = context.value(pointer);
  if (typeof value !== 'number' || !Number.isSafeInteger(Math.ceil(value))) return [];
  // Adding 0 makes a 0 of -0.
  const [low, high] = [Math.floor(value) + 0, Math.ceil(value) + 0];
  if (low === high) return replaced(context, pointer, low, `Write ${low}`, certain);
  return [
    ...replaced(context, pointer, high, `Round up to ${high}`, likely),
    ...replaced(context, pointer, low, `Round down to ${low}`),
  ];
};

/** Writes the value that was meant in the type that is asked for. */
export const retype: Fixer = ({ pointer }, context) => {
  const type = schemaAt(pointer)?.['type'];
  const guess = typeof type === 'string' ? guessValue(type, context.value(pointer)) : null;
  return guess === null ? [] : replaced(context, pointer, JSON.parse(guess), `Write ${guess}`, certain);
};

/** Counts the VMs. */
export const countVms: Fixer = ({ pointer }, context) => {
  const { described } = context.document.reading;
  if (described === null) return [];
  return replaced(
    context,
    pointer,
    described,
    `Set ${memberOf(pointer)} to ${described}, as described`,
    certain,
  );
};
