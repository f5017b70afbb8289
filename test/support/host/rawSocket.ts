import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Reachable } from './client.ts';
import { head, upgradeLines } from './raw.ts';

/** Kind of a frame. */
export const TEXT = 1;
export const CONTINUATION = 0;
const CLOSE = 8;
/** Stands for the code of a close frame that has none. */
const NO_CODE = 1005;

/** A WebSocket of which a test writes the bytes itself. */
export interface RawSocket {
  readonly socket: Socket;
  /** Resolves with the close code that the host sent, or null when it just ended the connection. */
  readonly closed: Promise<number | null>;
}

/** Upgrades a connection by hand. Rejects when the host refuses. */
export async function openRawSocket(host: Reachable): Promise<RawSocket> {
  const { hostname, port } = new URL(host.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(
    head('GET /api/rpc HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${host.token}`, ...upgradeLines),
  );
  const [first] = (await once(socket, 'data')) as [Buffer];
  if (!first.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(first.toString('latin1'));
  const chunks: Uint8Array[] = [];
  const closed = new Promise<number | null>((resolve) => {
    const look = (): void => {
      const code = closeCodeIn(Buffer.concat(chunks));
      if (code === null && !socket.destroyed) return;
      resolve(code);
      socket.destroy();
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      look();
    });
    socket.once('close', look);
  });
  return { socket, closed };
}

/** Code of the close frame among these frames of a host, each shorter than 64 KiB; null without one. */
function closeCodeIn(bytes: Buffer): number | null {
  for (let at = 0; at + 2 <= bytes.length;) {
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const start = at + (short === 126 ? 4 : 2);
    if ((bytes.readUInt8(at) & 0x0f) === CLOSE) {
      if (short === 0) return NO_CODE;
      return start + 2 <= bytes.length ? bytes.readUInt16BE(start) : null;
    }
    if (start > bytes.length) return null;
    at = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short);
  }
  return null;
}

/** A frame as a client writes it: masked with zeros, so that its bytes stay readable, or not masked at all. */
export function clientFrame(
  opcode: number,
  payload: Uint8Array,
  { masked = true, final = true }: { readonly masked?: boolean; readonly final?: boolean } = {},
): Buffer {
  const long = payload.length > 125;
  const length = long ? 127 : payload.length;
  const start = [(final ? 0x80 : 0) | opcode, (masked ? 0x80 : 0) | length];
  const size = Buffer.alloc(long ? 8 : 0);
  if (long) size.writeBigUInt64BE(BigInt(payload.length));
  return Buffer.concat([Buffer.from(start), size, Buffer.alloc(masked ? 4 : 0), payload]);
}
