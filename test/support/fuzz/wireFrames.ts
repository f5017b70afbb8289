import fc from 'fast-check';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { clientFrame, CONTINUATION, TEXT } from '../host/rawSocket.ts';

const CLOSE = 8;
const PING = 9;
const PONG = 10;
const BINARY = 2;
/** Longest payload of a frame that is not data. */
const CONTROL_BYTES = 125;
/** More than any message that the host takes. */
const TOO_LONG = 2 * SPEC_BYTES;
const MAX_FRAGMENTS = 64;

/** What a client writes, and the code with which the host must close for it; null: it goes on. */
export interface Scene {
  readonly bytes: Buffer;
  readonly code: number | null;
}

const call = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"host/get","params":{}}');
const control = fc.uint8Array({ maxLength: CONTROL_BYTES });
const scene = (bytes: Buffer, code: number | null = null): Scene => ({ bytes, code });

/** Frames that a host reads, with pings between the pieces of a message. */
const good: fc.Arbitrary<Scene> = fc.oneof(
  fc.constant(scene(clientFrame(TEXT, call))),
  control.map((payload) => scene(clientFrame(PING, payload))),
  control.map((payload) => scene(clientFrame(PONG, payload))),
  fc.string({ unit: 'grapheme' }).map((text) => scene(clientFrame(TEXT, Buffer.from(text)))),
  fc
    .tuple(fc.array(fc.nat(call.length), { minLength: 1, maxLength: 8 }), control)
    .map(([cuts, ping]) => scene(inPieces(call, cuts, clientFrame(PING, ping)))),
);

const closeWith = (code: number, reason = ''): Buffer => {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return clientFrame(CLOSE, Buffer.concat([payload, Buffer.from(reason)]));
};

/** Frames that a host must close for, each with the code that RFC 6455 asks for. */
const bad: fc.Arbitrary<Scene> = fc.oneof(
  fc.constantFrom(3, 4, 5, 6, 7, 11, 12, 13, 14, 15).map((opcode) => scene(clientFrame(opcode, call), 1002)),
  fc
    .constantFrom(TEXT, PING, CLOSE)
    .map((opcode) => scene(clientFrame(opcode, call, { masked: false }), 1002)),
  fc.integer({ min: 1, max: 7 }).map((bits) => scene(withReservedBits(clientFrame(TEXT, call), bits), 1002)),
  fc
    .constantFrom(CLOSE, PING, PONG)
    .map((opcode) => scene(clientFrame(opcode, call, { final: false }), 1002)),
  fc
    .tuple(fc.constantFrom(CLOSE, PING, PONG), fc.integer({ min: CONTROL_BYTES + 1, max: 300 }))
    .map(([opcode, length]) => scene(clientFrame(opcode, Buffer.alloc(length)), 1002)),
  fc.constant(scene(clientFrame(CONTINUATION, call), 1002)),
  fc.constant(
    scene(Buffer.concat([clientFrame(TEXT, call, { final: false }), clientFrame(TEXT, call)]), 1002),
  ),
  fc.uint8Array({ maxLength: 200 }).map((payload) => scene(clientFrame(BINARY, payload), 1003)),
  fc
    .constantFrom([0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80])
    .map((bytes) => scene(clientFrame(TEXT, Buffer.from(bytes)), 1007)),
  fc.constantFrom(TOO_LONG, 2 ** 31, 2 ** 52).map((length) => scene(headOf(length), 1009)),
  fc.constantFrom(65, 100, 1_000).map((count) => scene(manyPieces(count), 1008)),
  fc.constantFrom(0, 999, 1004, 1005, 1006, 1015, 2000, 5000).map((code) => scene(closeWith(code), 1002)),
  fc.constant(scene(clientFrame(CLOSE, Buffer.from([3])), 1002)),
  fc.constantFrom(1000, 1001, 3000, 4999).map((code) => scene(closeWith(code, 'bye'), code)),
);

/** Frames that are read, then one that the connection must be closed for, then what must not count any more. */
export const scenes: fc.Arbitrary<Scene> = fc
  .tuple(fc.array(good, { maxLength: 5 }), bad, fc.array(good, { maxLength: 2 }))
  .map(([before, last, after]) => ({
    bytes: Buffer.concat([...before, last, ...after].map(({ bytes }) => bytes)),
    code: last.code,
  }));

/** Good frames with random bytes put in, taken out or changed, and bytes that are nothing. */
export const noise: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc
    .tuple(
      fc.array(good, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 4 }),
    )
    .map(([frames, changes]) => changes.reduce(changed, Buffer.concat(frames.map(({ bytes }) => bytes)))),
);

function changed(bytes: Buffer, [at, byte, kind]: readonly [number, number, number]): Buffer {
  const place = at % Math.max(1, bytes.length);
  const piece = kind === 0 ? Buffer.alloc(0) : Buffer.from([byte]);
  return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place + (kind === 1 ? 0 : 1))]);
}

function inPieces(message: Buffer, cuts: readonly number[], between: Buffer): Buffer {
  const places = [0, ...[...cuts].sort((a, b) => a - b), message.length];
  const pieces = places.slice(1).map((end, n) =>
    clientFrame(n === 0 ? TEXT : CONTINUATION, message.subarray(places[n], end), {
      final: n === places.length - 2,
    }),
  );
  return Buffer.concat(pieces.flatMap((piece) => [piece, between]));
}

function manyPieces(count: number): Buffer {
  const first = clientFrame(TEXT, Buffer.from(' '), { final: false });
  const more = clientFrame(CONTINUATION, Buffer.from(' '), { final: false });
  return Buffer.concat([first, ...Array.from({ length: Math.max(count, MAX_FRAGMENTS) }, () => more)]);
}

/** The head of a text frame of this length, and a little of its payload. */
function headOf(length: number): Buffer {
  const head = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, call]);
}

function withReservedBits(frame: Buffer, bits: number): Buffer {
  return Buffer.concat([Buffer.from([frame.readUInt8(0) | (bits << 4)]), frame.subarray(1)]);
}
