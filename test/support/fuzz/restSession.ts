import assert from 'node:assert/strict';
import { member, request, type TestAnswer, type TestRequest } from '../host/client.ts';
import type { TestHost } from '../host/testHost.ts';
import { answerCheck } from './describedAnswer.ts';
import type { DrawnRequest } from './requestArbitrary.ts';

/** What earlier answers told of: later requests name it. */
interface Seen {
  readonly jobs: string[];
  readonly vms: string[];
  readonly tokens: { readonly name: string; readonly secret: string }[];
}

/** Sends drawn requests to a host, one after the other, and checks every answer. */
export interface RestSession {
  readonly send: (drawn: DrawnRequest) => Promise<void>;
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Most that is kept of each kind: the newest are met most. */
const KEPT = 30;
/** After so many requests the VMs are listed anew. */
const LIST_EVERY = 20;

/** `restart` stops a host that was asked to stop, as its process would, and starts it again. */
export function restSession(first: TestHost, restart: (host: TestHost) => Promise<TestHost>): RestSession {
  const state = { host: first, sent: 0 };
  const seen: Seen = { jobs: [], vms: [], tokens: [] };
  const statuses = new Map<number, number>();
  const { check } = answerCheck();
  return {
    statuses,
    send: async (drawn) => {
      state.sent += 1;
      if (state.sent % LIST_EVERY === 0) learnVms(seen, await request(state.host, { path: '/api/vms' }));
      const sent = resolve(drawn, seen, state.host);
      const answer = await answerTo(state.host, sent);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      try {
        assert.ok(answer.status < 500, `an answer ${String(answer.status)}`);
        check(sent.method ?? 'GET', sent.path, answer);
      } catch (error) {
        throw new Error(describe(sent, answer, error), { cause: error });
      }
      learn(seen, drawn, sent, answer);
      if (drawn.operation.name === 'stopHost' && answer.status === 202)
        state.host = await restart(state.host);
    },
  };
}

async function answerTo(host: TestHost, sent: TestRequest): Promise<TestAnswer> {
  try {
    return await request(host, sent);
  } catch (error) {
    throw new Error(`no answer to ${readable(sent)}`, { cause: error });
  }
}

/** The request with ids and tokens that there are. */
function resolve({ operation, ...drawn }: DrawnRequest, seen: Seen, host: TestHost): TestRequest {
  const id = drawn.id.other ?? chosen(idsFor(operation.path, seen), drawn.id.pick) ?? 'none';
  const path = drawn.variant(operation.path.replace('{id}', id)) + drawn.search;
  const token = { own: host.token, named: host.token, none: null, wrong: 'x'.repeat(43) }[drawn.token.kind];
  const named = drawn.token.kind === 'named' ? chosen(seen.tokens, drawn.token.pick)?.secret : undefined;
  return {
    method: drawn.method,
    path,
    headers: drawn.headers,
    token: named ?? token,
    ...(drawn.body === undefined ? {} : { body: drawn.body }),
  };
}

function idsFor(path: string, { jobs, vms, tokens }: Seen): readonly string[] {
  if (path.startsWith('/api/jobs/')) return jobs;
  return path.startsWith('/api/tokens/') ? tokens.map(({ name }) => name) : vms;
}

function chosen<T>(list: readonly T[], pick: number): T | undefined {
  return list[Math.floor(pick * list.length)];
}

function learn(
  seen: Seen,
  { operation }: DrawnRequest,
  sent: TestRequest,
  { status, body }: TestAnswer,
): void {
  const job = member(body, 'provisioning_job_response', 'job_id');
  if (typeof job === 'string') keep(seen.jobs, job);
  if (status === 401) forget(seen, sent);
  if (operation.name === 'createToken' && status === 201)
    keep(seen.tokens, { name: String(member(body, 'name')), secret: String(member(body, 'secret')) });
}

/** A token that is not valid any more is met a last time. */
function forget({ tokens }: Seen, { token }: TestRequest): void {
  const at = tokens.findIndex(({ secret }) => secret === token);
  if (at >= 0) tokens.splice(at, 1);
}

function learnVms(seen: Seen, { body }: TestAnswer): void {
  const vms = member(body, 'vms') as readonly { readonly vm_id: string }[];
  seen.vms.splice(0, seen.vms.length, ...vms.map(({ vm_id }) => vm_id));
}

function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > KEPT) list.shift();
}

function describe(sent: TestRequest, answer: TestAnswer, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `${why}\n${readable(sent)}\nanswer: ${String(answer.status)} ${answer.text.slice(0, 2_000)}`;
}

/** A request as a person can send it again. */
function readable({ method = 'GET', path, headers, token, body }: TestRequest): string {
  const text = typeof body === 'string' || body === undefined ? body : undefined;
  const bytes = body instanceof Uint8Array ? Buffer.from(body).toString('base64') : undefined;
  const who = token == null ? 'none' : 'a token';
  return JSON.stringify({ method, path, headers, who, text, bytes: bytes?.slice(0, 20_000) }).slice(
    0,
    40_000,
  );
}
