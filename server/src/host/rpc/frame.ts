import { hasDoubledKey, valueText } from '#core/json/valueText.ts';
import { parseJson } from '#core/json/parseJson.ts';
import { methods, type MethodName } from '#schemas/protocol/methods.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** Id of a request, as the client chose it. */
export type RpcId = string | number | null;

/** Error numbers of JSON-RPC 2.0. */
export const rpcErrors = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  refused: -32000,
} as const;

/** A request whose envelope is sound. */
export interface RpcRequest {
  readonly id: RpcId;
  readonly method: MethodName;
  /** Text of the parameters, so that they are read strictly and with positions. */
  readonly params: string;
  /** Text of the member `request` of the parameters: a spec, byte for byte as it was sent. */
  readonly spec: string | null;
}

export type RpcReading =
  | { readonly ok: true; readonly request: RpcRequest }
  | { readonly ok: false; readonly id: RpcId; readonly number: number; readonly refusal: Refusal };

/** Nesting of a frame: that of a document, and the envelope around it. */
const MAX_FRAME_DEPTH = 40;

/** Reads the envelope of one text frame. Everything malformed gets an answer, never silence. */
export function readFrame(text: string): RpcReading {
  const json = parseJson(text, MAX_FRAME_DEPTH);
  if (!json.ok) return failed(null, rpcErrors.parse, refuse('rpc_parse_error', json.problem.message).refusal);
  const { value, tree } = json;
  if (Array.isArray(value)) return invalid(null, 'Batches are not supported: send one object in each frame.');
  if (typeof value !== 'object' || value === null) return invalid(null, 'A frame must be one JSON object.');
  const id = 'id' in value && isId(value.id) ? value.id : null;
  if (hasDoubledKey(tree)) return invalid(id, 'A member of the request occurs twice.');
  if (!('jsonrpc' in value) || value.jsonrpc !== '2.0')
    return invalid(id, 'The member "jsonrpc" must be "2.0".');
  if (!('id' in value) || !isId(value.id))
    return invalid(id, 'A request needs an id, a text or a whole number: this host takes no notifications.');
  if (!('method' in value) || typeof value.method !== 'string')
    return invalid(id, 'A request needs a method.');
  if (!isMethod(value.method)) {
    const message = `There is no method ${JSON.stringify(value.method.slice(0, 64))}.`;
    return failed(id, rpcErrors.methodNotFound, refuse('rpc_method_not_found', message).refusal);
  }
  return {
    ok: true,
    request: {
      id,
      method: value.method,
      params: valueText(text, tree, '/params') ?? '{}',
      spec: valueText(text, tree, '/params/request'),
    },
  };
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id));
}

function isMethod(method: string): method is MethodName {
  return Object.hasOwn(methods, method);
}

function invalid(id: RpcId, message: string): RpcReading {
  return failed(id, rpcErrors.invalidRequest, refuse('rpc_invalid_request', message).refusal);
}

function failed(id: RpcId, number: number, refusal: Refusal): RpcReading {
  return { ok: false, id, number, refusal };
}
