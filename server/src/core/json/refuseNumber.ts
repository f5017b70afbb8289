import { parameterOf } from '../pointer.ts';
import type { Problem } from '../problem.ts';

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;

/** Values are exact integers everywhere, up to 2^53 - 1. */
export function isKeptExactly(written: string): boolean {
  return isWhole(written) && Number.isSafeInteger(Number(written));
}

/** Why a number that is not kept exactly is refused as it is written. */
export function refuseNumber(pointer: string, written: string): Pick<Problem, 'code' | 'message'> {
  const value = Number(written);
  const parameter = parameterOf(pointer);
  if (!isWhole(written)) {
    return {
      code: 'not_an_integer',
      message: `${parameter} must be a whole number written in digits: ${instead(value)} instead of ${shorten(written)}.`,
    };
  }
  return {
    code: 'number_too_large',
    message: `${parameter} is beyond ±9007199254740991 (2^53 - 1), the largest number that is kept exactly: write a smaller one.`,
  };
}

function isWhole(written: string): boolean {
  return written !== '-0' && INTEGER.test(written);
}

function instead(value: number): string {
  if (!Number.isSafeInteger(Math.trunc(value))) return 'write a smaller number';
  if (Number.isInteger(value)) return `write ${value === 0 ? 0 : value}`;
  return `write ${Math.floor(value) + 0} or ${Math.ceil(value) + 0}`;
}

function shorten(written: string): string {
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
}
