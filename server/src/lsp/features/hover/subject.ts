/** What a hover is about. */
export interface Subject {
  /** JSON pointer to the value. */
  readonly pointer: string;
  /** What is written; undefined while nothing is. */
  readonly value: unknown;
}
