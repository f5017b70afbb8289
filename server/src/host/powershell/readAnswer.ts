import type { PowerShellAnswer } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';

/** What an operation answered, or the output that holds no answer. */
export type AnswerReading =
  { readonly ok: true; readonly answer: PowerShellAnswer } | { readonly ok: false; readonly reason: string };

/** Answers are paged to stay below 1 MB; this is refused before it is decoded. */
const MAX_FRAME_CHARS = 4 * 2 ** 20;

/** Our module writes twelve levels at most; what nests by the thousand can be read, but not written again. */
const MAX_DEPTH = 64;

const FRAME = /^\uFEFF?VMSPEC:([A-Za-z0-9+/]*={0,2})[ \t]*\r?$/gm;

/** Finds the one framed line among everything that was written. Two are none: one of them is not ours. */
export function readAnswer(stdout: string): AnswerReading {
  // Two are enough to know: a shell gone wild may write millions.
  const [first, another] = stdout.matchAll(FRAME);
  const frame = first?.[1];
  if (frame === undefined) return refused('no answer');
  if (another !== undefined) return refused('more than one answer');
  if (frame.length > MAX_FRAME_CHARS) return refused(`an answer of ${String(frame.length)} characters`);
  const value = parse(Buffer.from(frame, 'base64').toString('utf8'));
  if (value === undefined) return refused('an answer that is not JSON');
  if (!validators.PowerShellAnswer(value)) return refused('an answer of another shape');
  return { ok: true, answer: value };
}

function parse(text: string): unknown {
  try {
    return isDeeperThan(text, MAX_DEPTH) ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Whether brackets nest deeper; in text that is no JSON they may be counted wrong. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') at += 1;
    else if (!quoted && (character === '[' || character === '{')) depth += 1;
    else if (!quoted && (character === ']' || character === '}')) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

function refused(reason: string): AnswerReading {
  return { ok: false, reason };
}
