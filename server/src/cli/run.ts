import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { buildProgram } from './program.ts';
import { reportFailure, usageDocument } from './reportFailure.ts';
import { createShell } from './shell.ts';

/** Runs one command and answers its exit code. Never throws. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const shell = createShell(context);
  const json = argv.includes('--json');
  try {
    const program = await buildProgram(argv, shell);
    await program.parseAsync([...argv], { from: 'user' });
    return shell.exitCode();
  } catch (error) {
    // Commander has said what is wrong; help and version end without being wrong.
    if (!(error instanceof CommanderError)) return reportFailure(error, shell, json);
    if (error.exitCode === 0) return exitCodes.done;
    if (json) shell.json(usageDocument(error.message));
    return exitCodes.usage;
  }
}
