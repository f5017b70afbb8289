import type { Context } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { type Style, styleFor } from './render/style.ts';

/** What a command is given: the world, and ways to speak to whoever called. */
export interface Shell {
  readonly context: Context;
  /** Colours for standard output, where it takes them. */
  readonly style: Style;
  /** Standard output is a terminal that can be repainted: someone is looking. */
  readonly interactive: boolean;
  /** Someone can be asked, on standard error. */
  readonly canAsk: boolean;
  /** A line, or several, on standard output. */
  say(text: string): void;
  /** A line on standard error. */
  warn(text: string): void;
  /** One JSON document on standard output. */
  json(value: unknown): void;
  /** Keeps the exit code of a command. */
  finish(work: Promise<number> | number): Promise<void>;
  exitCode(): number;
}

/** Makes the shell of one run. */
export function createShell(context: Context): Shell {
  const kept: { code: number } = { code: exitCodes.done };
  return {
    context,
    style: styleFor(context.stdout),
    // A terminal that does not tell its size cannot be repainted.
    interactive: context.stdout.isTTY === true && context.stdout.columns !== 0,
    canAsk: context.stderr.isTTY === true && context.stdin.isTTY === true,
    say: (text) => void context.stdout.write(`${text}\n`),
    warn: (text) => void context.stderr.write(`${text}\n`),
    json: (value) => void context.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    finish: async (work) => {
      kept.code = await work;
    },
    exitCode: () => kept.code,
  };
}
