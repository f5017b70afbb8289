import type { ErrorBody } from '#schemas/generated/types.ts';

/** Why a host could not be spoken to, or did not do what was asked. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure';
  /** What to do next; empty where nothing helps. */
  readonly hint: string;
  /** Trying again later may help: false where only a person can mend it. */
  readonly passing: boolean;
  /** The request may have had an effect: the connection broke before an answer came. */
  readonly mayHaveArrived: boolean;
  /** What the host answered; null when it did not. */
  readonly refusal: ErrorBody | null;

  constructor(
    message: string,
    hint: string,
    facts: {
      readonly passing: boolean;
      readonly mayHaveArrived?: boolean;
      readonly refusal?: ErrorBody;
    },
  ) {
    super(message);
    this.hint = hint;
    this.passing = facts.passing;
    this.mayHaveArrived = facts.mayHaveArrived ?? false;
    this.refusal = facts.refusal ?? null;
  }
}

/** The failure of a host that answered with an error. */
export function refusedBy(body: ErrorBody): HostFailure {
  const passing = body.http_status === 503 || body.http_status === 429;
  return new HostFailure(body.message, body.hint ?? '', { passing, refusal: body });
}
