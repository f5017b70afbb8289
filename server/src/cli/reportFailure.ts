import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, HostRefusal, Interrupted } from './failure.ts';
import { renderFailure, renderRefusal } from './render/failure.ts';
import { styleFor } from './render/style.ts';
import type { Shell } from './shell.ts';

function unexpected(error: unknown, shell: Shell): ExitCode {
  const text = error instanceof Error ? error.message : String(error);
  const hint = 'This is a mistake in vmspec. Run it again with VMSPEC_DEBUG=1 and report what it prints.';
  shell.warn(renderFailure(`Unexpected failure: ${text}`, hint, styleFor(shell.context.stderr)));
  return exitCodes.internal;
}

/**
 * Tells people what went wrong, on standard error, and answers the exit code. With `json` a program gets the host's
 * error object on standard output too.
 */
export function reportFailure(error: unknown, shell: Shell, json: boolean): ExitCode {
  const style = styleFor(shell.context.stderr);
  const debug = shell.context.env['VMSPEC_DEBUG'];
  if (debug !== undefined && debug !== '' && error instanceof Error) shell.warn(error.stack ?? '');
  if (!(error instanceof CliFailure)) return unexpected(error, shell);
  if (error instanceof Interrupted) {
    // Someone left on purpose: nothing is wrong.
    shell.warn(error.hint === null ? error.message : `${error.message}\n${error.hint}`);
  } else if (error instanceof HostRefusal) {
    if (json) shell.json(error.body);
    shell.warn(renderRefusal(error.body, style));
  } else {
    shell.warn(renderFailure(error.message, error.hint, style));
  }
  return error.exit;
}
