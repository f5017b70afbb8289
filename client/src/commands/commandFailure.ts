/** Why a command did not do its work, for people. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** What to do next. */
  readonly hint: string;
  /** Where a person goes on: to the list of problems, to the trust in the workspace, or nowhere. */
  readonly goOn: 'problems' | 'trust' | null;

  constructor(message: string, hint: string, goOn: 'problems' | 'trust' | null = null) {
    super(message);
    this.hint = hint;
    this.goOn = goOn;
  }
}
