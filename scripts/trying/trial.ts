/** What the editor is opened with, and on. */
export interface Trial {
  /** The package of the extension. */
  readonly vsix: string;
  /** The folder that a person works in. */
  readonly workspace: string;
  /** Where the editor keeps what is its own. */
  readonly folder: string;
  /** Variables by which the extension finds the host. */
  readonly env: Readonly<Record<string, string>>;
  readonly interrupted: AbortSignal;
  readonly say: (line: string) => void;
}
