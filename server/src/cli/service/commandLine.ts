/** A program of Windows and its arguments. */
export interface Command {
  /** Absolute path. */
  readonly exe: string;
  readonly args: readonly string[];
}

/** An argument as Windows programs take it apart: quotes around what holds white space, and the quote itself escaped. */
export function quoted(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${escaped}"`;
}

/** Arguments as one text. */
export function argumentLine(args: readonly string[]): string {
  return args.map(quoted).join(' ');
}

/** A command as a person would type it into a command prompt. */
export function commandLine({ exe, args }: Command): string {
  return argumentLine([exe, ...args]);
}
