import type { ErrorBody } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { notifications } from '#schemas/protocol/methods.ts';

/** What a host sends: the answer to a call, a refusal of one, a notification, or something that is none of these. */
export type Frame =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number | null; readonly body: ErrorBody }
  | { readonly kind: 'notification'; readonly method: keyof typeof notifications; readonly params: unknown }
  /** A later version may send notifications that this one does not know. */
  | { readonly kind: 'unknown' }
  /** No JSON-RPC at all. */
  | { readonly kind: 'garbage' };

/** Reads one text frame of a host. */
export function readFrame(text: string): Frame {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return { kind: 'garbage' };
  const { id, method, params, result, error }: Partial<Record<string, unknown>> = { ...value };
  if (typeof method === 'string') {
    return Object.hasOwn(notifications, method)
      ? { kind: 'notification', method: method as keyof typeof notifications, params }
      : { kind: 'unknown' };
  }
  if (typeof error === 'object' && error !== null) {
    const body: unknown = 'data' in error ? error.data : undefined;
    if (validators.ErrorBody(body)) return { kind: 'error', id: typeof id === 'number' ? id : null, body };
    return { kind: 'garbage' };
  }
  return typeof id === 'number' ? { kind: 'result', id, result } : { kind: 'garbage' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * A call as one text frame. `spec` is the text of a spec, which becomes the member `request` byte for byte, so that the
 * host judges the file and not what a parser made of it: it must be one JSON value.
 */
export function callFrame(id: number, method: string, params: object, spec: string | null): string {
  const members = Object.entries(params).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  if (spec !== null) members.push(`"request":${spec}`);
  const head = `{"jsonrpc":"2.0","id":${String(id)},"method":${JSON.stringify(method)}`;
  return `${head},"params":{${members.join(',')}}}`;
}
