import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** A request as bytes go out: what changes between two requests is only the body. */
export interface RequestLine {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body: string;
  /** Header lines beside the usual ones. */
  readonly headers?: readonly string[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive HTTP connection that costs next to nothing, so that the server's time is what is measured. */
export interface Connection {
  /** One request at a time. Throws when the connection ends before the answer. */
  send(request: RequestLine): Promise<HttpAnswer>;
  close(): void;
}

interface Waiting {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

export async function openConnection(url: string, token: string): Promise<Connection> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const state: { waiting: Waiting | null; received: string } = { waiting: null, received: '' };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    state.received += text;
    const parsed = readAnswer(state.received);
    if (parsed === null) return;
    state.received = '';
    const { waiting } = state;
    state.waiting = null;
    waiting?.resolve(parsed);
  });
  socket.on('error', (error) => state.waiting?.reject(error));
  socket.on('close', () => state.waiting?.reject(new Error('the connection was closed')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        state.waiting = { resolve, reject };
        write(socket, host, token, request);
      }),
    close: () => {
      socket.destroy();
    },
  };
}

function write(
  socket: Socket,
  host: string,
  token: string,
  { method, path, body, headers = [] }: RequestLine,
): void {
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    ...(body === '' ? [] : ['Content-Type: application/json']),
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The answer, once all of it is there. The server always tells the length. */
function readAnswer(text: string): HttpAnswer | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(end + 4);
  return body.length < length ? null : { status: Number(head.slice(9, 12)), body };
}
