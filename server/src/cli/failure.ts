import type { ErrorBody } from '#schemas/generated/types.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exitCodes.ts';

/** Why a command ends without having done its work: what to say and what to answer the caller. */
export class CliFailure extends Error {
  override readonly name: string = 'CliFailure';
  readonly exit: ExitCode;
  /** What to do next, or null. */
  readonly hint: string | null;
  /** A name of the failure for programs, where the exit code says too little. */
  readonly code: string | null;

  constructor(exit: ExitCode, message: string, hint: string | null = null, code: string | null = null) {
    super(message);
    this.exit = exit;
    this.hint = hint;
    this.code = code;
  }
}

/** The host answered with an error. */
export class HostRefusal extends CliFailure {
  override readonly name = 'HostRefusal';
  readonly body: ErrorBody;
  /** Seconds of the Retry-After header, or null. */
  readonly retryAfter: number | null;

  constructor(body: ErrorBody, retryAfter: number | null) {
    super(exitCodeOfError(body), body.message, body.hint ?? null, body.code);
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: nothing listens, the connection broke, the certificate is not the expected one. */
export class HostUnreachable extends CliFailure {
  override readonly name = 'HostUnreachable';
  /** The connection stood, so the request may have had an effect. */
  readonly mayHaveArrived: boolean;
  /** Asking again may help: false where only a person can mend it. */
  readonly passing: boolean;

  constructor(
    message: string,
    hint: string | null,
    facts: { readonly mayHaveArrived: boolean; readonly passing: boolean },
  ) {
    super(exitCodes.notReachable, message, hint);
    this.mayHaveArrived = facts.mayHaveArrived;
    this.passing = facts.passing;
  }
}

/** The person pressed Ctrl-C. */
export class Interrupted extends CliFailure {
  override readonly name = 'Interrupted';

  constructor(message = 'Interrupted.', hint: string | null = null) {
    super(exitCodes.detached, message, hint);
  }
}

/** The time that someone gave with `--timeout` is over. */
export class Overdue extends CliFailure {
  override readonly name = 'Overdue';

  constructor(message: string) {
    super(exitCodes.timeout, message);
  }
}

/** A person thought better of it. */
export class Declined extends CliFailure {
  override readonly name = 'Declined';

  constructor(message: string) {
    super(exitCodes.cancelled, message);
  }
}
