import type { ProblemCode } from '#schemas/errors.ts';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { toProblem } from './finding.ts';
import type { Problem } from './problem.ts';

/** A text, or why the bytes are none. */
export type TextReading =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Reads bytes as UTF-8 without byte order mark, at most `limit` of them. */
export function readBytes(bytes: Uint8Array, limit: number = SPEC_BYTES): TextReading {
  if (bytes.length > limit) return refuse('too_large', tooLargeMessage(bytes.length, limit));
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
    return refuse('byte_order_mark', 'The file begins with a byte order mark: save it as UTF-8 without BOM.');
  }
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    return refuse('invalid_utf8', 'The file is UTF-16: save it as UTF-8.');
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refuse('invalid_utf8', 'The file holds bytes that are not UTF-8: save it as UTF-8.');
  }
}

/** Words for a text of `size` bytes where at most `limit` are read. */
export function tooLargeMessage(size: number, limit: number): string {
  return `The text has ${size} bytes, and at most ${limit} are read: split it.`;
}

function startsWith(bytes: Uint8Array, ...head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

function refuse(code: ProblemCode, message: string): TextReading {
  return { ok: false, problem: toProblem({ code, pointer: '', message }, () => ({ offset: 0, length: 0 })) };
}
