import type { ErrorBody } from '#schemas/generated/types.ts';
import { CliFailure, HostRefusal } from '../failure.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Target } from './target.ts';
import type { WireAnswer } from './transport.ts';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isErrorBody(value: unknown): value is ErrorBody {
  if (typeof value !== 'object' || value === null) return false;
  const body: Partial<Record<keyof ErrorBody, unknown>> = value;
  return body.status === 'error' && typeof body.code === 'string' && typeof body.message === 'string';
}

function header(answer: WireAnswer, name: string): string | null {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Seconds of Retry-After; a date counts as unknown. */
function retryAfter(answer: WireAnswer): number | null {
  const value = header(answer, 'retry-after');
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function notVmspec(target: Target, answer: WireAnswer): CliFailure {
  return new CliFailure(
    exitCodes.notReachable,
    `What answers at ${target.url.origin} is not a VMSpec host (status ${String(answer.status)}, not its JSON).`,
    'Check the address and the port.',
  );
}

function refusal(target: Target, answer: WireAnswer, body: ErrorBody): CliFailure {
  if (body.code !== 'unauthorized') return new HostRefusal(body, retryAfter(answer));
  const who = `The host at ${target.url.origin}`;
  const message =
    target.token === null
      ? `${who} wants a token and none was given.`
      : `${who} does not accept the token from ${target.tokenFrom}.`;
  const hint =
    'Give the right one: --token-file FILE, VMSPEC_TOKEN_FILE, or once for all: vmspec host add NAME URL --token-file FILE\n' +
    'The token of a local host is the file `token` in its data directory; an administrator makes more with `vmspec token create`.';
  return new HostRefusal({ ...body, message, hint }, null);
}

/** The JSON of a successful answer. Throws HostRefusal for an error of the host, CliFailure for anything else. */
export function readAnswer(target: Target, answer: WireAnswer): unknown {
  const body = parse(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    if (body === undefined) throw notVmspec(target, answer);
    return body;
  }
  throw isErrorBody(body) ? refusal(target, answer, body) : notVmspec(target, answer);
}

/** Whether the host answered with the outcome of an earlier request that had the same key. */
export function wasReplayed(answer: WireAnswer): boolean {
  return header(answer, 'idempotent-replayed') === 'true';
}
