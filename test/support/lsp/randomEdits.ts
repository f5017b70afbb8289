import type { Position, Range } from 'vscode-languageserver';

/** A text that is edited by chance, with its own count of lines and columns. */
export interface RandomText {
  readonly text: string;
  readonly change: { readonly range: Range; readonly text: string };
}

/** What people and their tools put into JSON, and what nobody should. */
const snippets = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
    '0',
    '1',
    '-',
    '2.0',
    '1e9',
    '2049',
    'true',
    'null',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\u2028',
    '\u0000',
    'é',
    '😀',
    '👩‍💻',
    '\ud83d',
    '\ude00',
    '\\ud800',
    '\\u0041',
  ],
  ...[
    '"cpu_cores": ',
    '"vm_name": "a"',
    '"copies": 3, ',
    '"tags": ["a","a"]',
    '"guest": {}',
    '"disk": {"size_gb": 1}',
  ],
  ...[
    '"vms": [{}]',
    '"num_vms": 2',
    '"C:\\Temp"',
    '"C:/Temp/a.vhdx"',
    '{"size_gb":9}',
    '"mac_address": "01-00-00-00-00-00", ',
  ],
];

/** Values and names that leave a text what it was, JSON or not. */
const values = [
  ...[
    '0',
    '1',
    '2.0',
    '-0',
    '2049',
    '65536',
    '1e999',
    '9007199254740993',
    'true',
    'null',
    '{}',
    '[]',
    '[1,"a","a"]',
  ],
  ...[
    '""',
    '"web-01"',
    '"WEB-01"',
    '"con"',
    '"x?"',
    '"😀"',
    '"\\ud800"',
    '"copies"',
    '"generation"',
    '"cpu_core"',
    '"guest"',
  ],
  ...[
    '"C:\\\\Templates\\\\old.vhdx"',
    '"C:/a.vhd"',
    '"Lab"',
    '"01-15-5D-01-02-03"',
    '"D:"',
    '"start"',
    '"cpu_cores"',
  ],
];

/** Replaces a stretch by something else, by chance. `fraction` is from 0 to 1, without 1. */
export function randomEdit(text: string, fraction: () => number): RandomText {
  return (fraction() < 0.6 ? replaceValue(text, fraction) : null) ?? replaceStretch(text, fraction);
}

function replaceValue(text: string, fraction: () => number): RandomText | null {
  const found = [...text.matchAll(/"(?:[^"\\\r\n]|\\.)*"|-?\d+|\{\}|\[\]/g)];
  const chosen = found[Math.floor(fraction() * found.length)];
  const value = values[Math.floor(fraction() * values.length)] ?? '';
  return chosen === undefined ? null : replace(text, chosen.index, chosen.index + chosen[0].length, value);
}

function replaceStretch(text: string, fraction: () => number): RandomText {
  const start = Math.floor(fraction() * (text.length + 1));
  const length = fraction() < 0.5 ? 0 : Math.floor(fraction() ** 3 * 40);
  const end = Math.min(text.length, start + length);
  const snippet = fraction() < 0.25 ? '' : (snippets[Math.floor(fraction() * snippets.length)] ?? '');
  return replace(text, start, end, snippet);
}

/** The edit as an editor does it, which never puts its cursor between the halves of a line end. */
function replace(text: string, start: number, end: number, by: string): RandomText {
  const range = { start: positionOf(text, start), end: positionOf(text, end) };
  const [from, to] = [offsetOf(text, range.start), offsetOf(text, range.end)];
  return { text: text.slice(0, from) + by + text.slice(to), change: { range, text: by } };
}

/** Line and column of an offset, both from 0, columns in UTF-16; between CR and LF the end of the line. */
export function positionOf(text: string, offset: number): Position {
  const inLineEnd = text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n';
  const before = text.slice(0, inLineEnd ? offset - 1 : offset);
  // A CR that is the last character here may be half of a line end.
  const lines = before.split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** Offset of a position; one behind the end of its line is none. */
export function offsetOf(text: string, { line, character }: Position): number {
  const ends = [...text.matchAll(/\r\n|\n|\r/g)];
  const before = ends[line - 1];
  const start = before === undefined ? 0 : before.index + before[0].length;
  const end = ends[line]?.index ?? text.length;
  if (line > ends.length || start + character > end) throw new Error(`no place ${line}:${character}`);
  return start + character;
}
