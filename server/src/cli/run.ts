import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { buildProgram } from './program.ts';
import { reportFailure } from './reportFailure.ts';
import { createShell } from './shell.ts';

/** Runs one command and answers its exit code. Never throws. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const shell = createShell(context);
  try {
    const program = await buildProgram(argv, shell);
    await program.parseAsync([...argv], { from: 'user' });
    return shell.exitCode();
  } catch (error) {
    // Commander has said what is wrong; help and version end without being wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return reportFailure(error, shell, argv.includes('--json'));
  }
}
