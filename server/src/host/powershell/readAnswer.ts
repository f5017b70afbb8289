import type { PowerShellAnswer } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';

/** What an operation answered, or the output that holds no answer. */
export type AnswerReading =
  { readonly ok: true; readonly answer: PowerShellAnswer } | { readonly ok: false; readonly reason: string };

/** Answers are paged to stay below 1 MB; this is refused before it is decoded. */
const MAX_FRAME_CHARS = 4 * 2 ** 20;

const FRAME = /^\uFEFF?VMSPEC:([A-Za-z0-9+/]*={0,2})[ \t]*\r?$/gm;

/** Finds the one framed line among everything that was written. Two are none: one of them is not ours. */
export function readAnswer(stdout: string): AnswerReading {
  const frames = [...stdout.matchAll(FRAME)].map(([, text]) => text ?? '');
  const [frame] = frames;
  if (frame === undefined) return refused('no answer');
  if (frames.length > 1) return refused(`${String(frames.length)} answers instead of one`);
  if (frame.length > MAX_FRAME_CHARS) return refused(`an answer of ${String(frame.length)} characters`);
  const value = parse(Buffer.from(frame, 'base64').toString('utf8'));
  if (value === undefined) return refused('an answer that is not JSON');
  if (!validators.PowerShellAnswer(value)) return refused('an answer of another shape');
  return { ok: true, answer: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function refused(reason: string): AnswerReading {
  return { ok: false, reason };
}
