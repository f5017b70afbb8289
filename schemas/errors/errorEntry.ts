/** What is known of an error code, wherever it is shown. */
export interface ErrorEntry {
  /** HTTP status, for errors that answer a request. */
  readonly http?: number;
  /** What it means, for the reference. */
  readonly summary: string;
  /** What to do next; part of the answer. */
  readonly hint: string;
}
