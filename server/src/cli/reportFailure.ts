import type { ErrorBody } from '#schemas/generated/types.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, Declined, HostRefusal, Interrupted, Overdue } from './failure.ts';
import { renderFailure, renderRefusal } from './render/failure.ts';
import { styleFor } from './render/style.ts';
import type { Shell } from './shell.ts';

/** An error for programs: the one of the host, or one of the command line, which has neither status nor request. */
export type ErrorDocument = ErrorBody | Pick<ErrorBody, 'status' | 'code' | 'message' | 'hint'>;

const codes: Readonly<Record<ExitCode, string>> = {
  [exitCodes.done]: 'internal',
  [exitCodes.jobFailed]: 'job_failed',
  [exitCodes.invalidSpec]: 'invalid_request',
  [exitCodes.doesNotFit]: 'capacity_exceeded',
  [exitCodes.notReachable]: 'host_unreachable',
  [exitCodes.conflict]: 'conflict',
  [exitCodes.busy]: 'not_ready',
  [exitCodes.cancelled]: 'cancelled',
  [exitCodes.timeout]: 'timeout',
  [exitCodes.usage]: 'usage',
  [exitCodes.internal]: 'internal',
  [exitCodes.dataDirectoryInUse]: 'data_directory_in_use',
  [exitCodes.configuration]: 'configuration',
  [exitCodes.detached]: 'interrupted',
};

function words(code: string, message: string, hint: string | null): ErrorDocument {
  return { status: 'error', code, message, ...(hint === null ? {} : { hint }) };
}

/** A failure as programs read it. */
export function errorDocument(failure: CliFailure): ErrorDocument {
  if (failure instanceof HostRefusal) return failure.body;
  return words(failure.code ?? codes[failure.exit], failure.message, failure.hint);
}

/** The arguments are not what a command takes, as programs read it. */
export function usageDocument(message: string): ErrorDocument {
  return words(codes[exitCodes.usage], message.replace(/^error: /, ''), null);
}

function unexpected(error: unknown, shell: Shell, json: boolean): ExitCode {
  const message = `Unexpected failure: ${error instanceof Error ? error.message : String(error)}`;
  const hint = 'This is a mistake in vmspec. Run it again with VMSPEC_DEBUG=1 and report what it prints.';
  if (json) shell.json(words(codes[exitCodes.internal], message, hint));
  shell.warn(renderFailure(message, hint, styleFor(shell.context.stderr)));
  return exitCodes.internal;
}

/** Nothing is wrong: someone left, changed their mind, or did not want to wait any longer. */
function isOnPurpose(failure: CliFailure): boolean {
  return failure instanceof Interrupted || failure instanceof Declined || failure instanceof Overdue;
}

/**
 * Tells people what went wrong, on standard error, and answers the exit code. With `json` a program gets the error as an
 * object on standard output too.
 */
export function reportFailure(error: unknown, shell: Shell, json: boolean): ExitCode {
  const style = styleFor(shell.context.stderr);
  const debug = shell.context.env['VMSPEC_DEBUG'];
  if (debug !== undefined && debug !== '' && error instanceof Error) shell.warn(error.stack ?? '');
  if (!(error instanceof CliFailure)) return unexpected(error, shell, json);
  if (json) shell.json(errorDocument(error));
  if (isOnPurpose(error))
    shell.warn([error.message, ...(error.hint === null ? [] : [error.hint])].join('\n'));
  else if (error instanceof HostRefusal) shell.warn(renderRefusal(error.body, style));
  else shell.warn(renderFailure(error.message, error.hint, style));
  return error.exit;
}
