import type { ProblemCode } from '#schemas/errors.ts';

/** A stretch of a text, in UTF-16 code units from its beginning. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** An error refuses the document; a warning is something to look at; an information is only worth knowing. */
export type Severity = 'error' | 'warning' | 'information';

/** Another place that a problem is about, such as the first of two equal names. */
export interface RelatedPlace {
  readonly message: string;
  readonly range: TextRange;
}

/** Something wrong with a document, for every door: REST, socket, command line, editor. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Name of the member, `tags[0]` for an item of a list, `document` for the whole. */
  readonly parameter: string;
  /** JSON pointer (RFC 6901) to the value; for a missing member, to the object that lacks it. */
  readonly pointer: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
  /** The value; of an unknown or doubled member its key; of a missing one the opening of the object. */
  readonly range: TextRange;
  readonly related?: readonly RelatedPlace[];
}
