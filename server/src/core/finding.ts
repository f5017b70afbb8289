import type { ProblemCode } from '#schemas/errors.ts';
import { parameterOf } from './pointer.ts';
import type { Problem, Severity, TextRange } from './problem.ts';

/** Which part of a member a finding underlines. */
export type FindingPart = 'value' | 'key' | 'opening';

/** A problem before it is placed in a text: rules know pointers, not offsets. */
export interface Finding {
  readonly code: ProblemCode;
  readonly pointer: string;
  readonly message: string;
  /** Default: error. */
  readonly severity?: Severity;
  /** Default: the last name of the pointer. */
  readonly parameter?: string;
  /** Default: the value. */
  readonly part?: FindingPart;
  readonly related?: readonly { readonly pointer: string; readonly message: string }[];
}

/** Finds the place of a pointer in a text. */
export type Locate = (pointer: string, part?: FindingPart) => TextRange;

/** Places a finding in the text. */
export function toProblem(finding: Finding, locate: Locate): Problem {
  const { code, pointer, message, related } = finding;
  return {
    code,
    severity: finding.severity ?? 'error',
    parameter: finding.parameter ?? parameterOf(pointer),
    pointer,
    message,
    range: locate(pointer, finding.part),
    ...(related === undefined
      ? {}
      : { related: related.map((place) => ({ message: place.message, range: locate(place.pointer) })) }),
  };
}
