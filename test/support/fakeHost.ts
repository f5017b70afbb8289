import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as the fake host saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the fake host answers. */
export interface FakeAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cut the connection instead of answering. */
  readonly cut?: boolean;
}

/** Answers by `METHOD /path`, without the query. */
export type AnswerTable = Readonly<Record<string, (request: SeenRequest) => FakeAnswer>>;

/** A host that answers from a table. */
export interface FakeHost {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function listen(server: Server, scheme: string, seen: readonly SeenRequest[]): Promise<FakeHost> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => {
            done();
          });
          server.closeAllConnections();
        });
      resolve({ url: `${scheme}://127.0.0.1:${String(port)}`, seen, close });
    });
  });
}

/** Starts a fake host, with `tls` over https. An address that is not in the table answers 404. */
export function startFakeHost(
  table: AnswerTable,
  tls: { readonly cert: string; readonly key: string } | null = null,
): Promise<FakeHost> {
  const seen: SeenRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const asked: SeenRequest = { method, url, headers, body: await bodyOf(request) };
    seen.push(asked);
    const answer = table[`${method} ${url.split('?')[0] ?? ''}`]?.(asked) ?? {
      status: 404,
      body: errorBody(404, 'route_not_found', 'There is no such address.'),
    };
    if (answer.cut === true) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void handle(request, response);
  };
  const server = tls === null ? createServer(onRequest) : createTlsServer({ ...tls }, onRequest);
  return listen(server, tls === null ? 'http' : 'https', seen);
}

/** An error as a host answers it. */
export function errorBody(http: number, code: string, message: string, more: object = {}): object {
  return { status: 'error', http_status: http, code, message, hint: 'Do this.', request_id: 'r-1', ...more };
}
