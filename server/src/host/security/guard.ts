import type { IncomingMessage } from 'node:http';
import { roleSuffices, type Role } from '#schemas/roles.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Caller } from '../services/context.ts';
import type { Authenticator } from './authenticate.ts';

/** What the guard knows of this host. */
export interface GuardOptions {
  /** Names, beside the loopback ones, under which clients may reach it; lower case. */
  readonly names: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly authenticator: Authenticator;
}

/** Most header lines of a request. */
const MAX_HEADERS = 64;

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Judges a request by its headers alone, the same way for HTTP and for the WebSocket upgrade, before any body is read.
 * Answers the refusal, or null.
 */
export function judgeOrigin(request: IncomingMessage, options: GuardOptions): Refusal | null {
  if (request.rawHeaders.length / 2 > MAX_HEADERS) return refuse('headers_too_large').refusal;
  if (headerValues(request, '__proto__').length > 0) {
    return refuse('malformed_request', 'A header has a name that no client sends.').refusal;
  }
  return judgeHost(request, options) ?? judgeBrowser(request, options);
}

/** A request must name this host: a web page of a stranger reaches loopback under the stranger's name. */
function judgeHost(request: IncomingMessage, { names }: GuardOptions): Refusal | null {
  const hosts = headerValues(request, 'host');
  const [host] = hosts;
  if (hosts.length !== 1 || host === undefined) {
    return refuse('malformed_request', 'A request needs exactly one Host header.').refusal;
  }
  const name = hostName(host);
  if (name === null) return refuse('malformed_request', 'The Host header is malformed.').refusal;
  if (loopbackNames.has(name) || names.includes(name)) return null;
  return refuse(
    'host_not_allowed',
    `This host does not answer to the name ${JSON.stringify(name.slice(0, 255))}.`,
  ).refusal;
}

/** Our own clients send no Origin; browsers always do when it matters. */
function judgeBrowser(request: IncomingMessage, { allowedOrigins }: GuardOptions): Refusal | null {
  const origins = headerValues(request, 'origin');
  const crossSite = headerValues(request, 'sec-fetch-site').some(
    (site) => site.toLowerCase() === 'cross-site',
  );
  const allowed = origins.length === 1 && allowedOrigins.includes(origins[0] ?? '');
  if ((origins.length === 0 && !crossSite) || allowed) return null;
  return refuse('origin_not_allowed', 'Requests from web pages are not accepted.').refusal;
}

/** Name part of a Host header, lower case, without the port; null when it is malformed. */
export function hostName(host: string): string | null {
  const match = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/.exec(host);
  if (match?.[1] === undefined || Number(match[2] ?? 0) > 65_535) return null;
  return match[1].toLowerCase();
}

/** Every value of a header as it came, doubles included. `name` is lower case. */
export function headerValues({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
}

/** Who sends the request, or the refusal. */
export function identify(request: IncomingMessage, { authenticator }: GuardOptions): Caller | Refusal {
  const headers = headerValues(request, 'authorization');
  const caller = headers.length === 1 ? authenticator.identify(headers[0] ?? '') : null;
  if (caller !== null) return caller;
  const message =
    headers.length === 0
      ? 'The request carries no token.'
      : headers.length > 1
        ? 'The request carries more than one Authorization header.'
        : 'The token is not valid.';
  return refuse('unauthorized', message).refusal;
}

/** The refusal for a caller whose role does not suffice, or null. */
export function judgeRole(caller: Caller, needed: Role): Refusal | null {
  if (roleSuffices(caller.role, needed)) return null;
  return refuse(
    'forbidden',
    `This needs the role ${needed}; the token "${caller.name}" has the role ${caller.role}.`,
  ).refusal;
}
