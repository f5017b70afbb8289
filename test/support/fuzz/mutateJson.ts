import fc from 'fast-check';
import { SPEC_BYTES } from '#schemas/limits.ts';

/** Marks a text that is written into the JSON as it is. */
const RAW = 'RAW:';
const raw = (text: string): string => RAW + text;

/** Values that somebody may send where another one belongs. */
const hostile: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 53),
    1e300,
    '',
    ' ',
    '0',
    '4',
    'true',
    'null',
  ],
  ...[
    raw('1e400'),
    raw('-0'),
    raw('9007199254740993'),
    raw('01'),
    raw('+1'),
    raw('.5'),
    raw('NaN'),
    raw('2.0'),
  ],
  ...[raw('2e0'), raw('undefined'), raw("'a'"), raw('"\\ud800"'), raw('"\\u0000"'), raw('"\u0001"')],
  ...[
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    { __proto__x: 1 },
    raw('{"__proto__":{"a":1}}'),
    raw('{"constructor":1}'),
  ],
  ...["'; calc;'", '$(calc)', 'a`n', '\u2019', 'web*', '[ab]', '-Force', 'x'.repeat(65), 'x'.repeat(5_000)],
  ...[
    '\u202e',
    '\u{1f4a9}',
    'e\u0301',
    '\ufeff',
    '\u2028',
    '../../etc/passwd',
    'C:\\..\\x',
    '%00',
    '__proto__',
  ],
  ...[raw('['.repeat(31) + ']'.repeat(31)), raw('['.repeat(100) + ']'.repeat(100)), raw('['.repeat(3_000))],
];

/** One change of a JSON value. `at` chooses the place, from 0 to below 1. */
interface Change {
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat' | 'double' | 'rename';
  readonly at: number;
  readonly value: unknown;
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'repeat', 'double', 'rename'),
  at: fraction,
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hostile) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  ),
});

/** JSON text of such a value with one or a few mistakes in it. */
export function nearly(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(value, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([good, changes]) => textOf(changes.reduce(apply, structuredClone(good))));
}

/** Bytes that were such a JSON value once. */
export function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(value, fraction, fc.constantFrom(...spoilers))
    .map(([good, at, spoil]) => spoil(Buffer.from(JSON.stringify(good)), at));
}

const insert = (bytes: Buffer, at: number, piece: Uint8Array): Uint8Array => {
  const place = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
};

const spoilers: readonly ((bytes: Buffer, at: number) => Uint8Array)[] = [
  (bytes, at) => bytes.subarray(0, Math.floor(at * bytes.length)),
  (bytes, at) => bytes.map((byte, n) => (n === Math.floor(at * bytes.length) ? byte ^ 0x80 : byte)),
  (bytes, at) => bytes.map((byte, n) => (n === Math.floor(at * bytes.length) ? byte ^ 1 : byte)),
  (bytes, at) => insert(bytes, at, Buffer.from([0xff])),
  (bytes, at) => insert(bytes, at, Buffer.from([0xed, 0xa0, 0x80])),
  (bytes, at) => insert(bytes, at, Buffer.from([0])),
  (bytes) => insert(bytes, 0, Buffer.from('\ufeff')),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.concat([bytes, Buffer.from('// more')]),
  (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(64 * 1024, ' ')]),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(Math.max(0, SPEC_BYTES + 1 - bytes.length), ' ')]),
  () => Buffer.alloc(100_000, '['),
  () => Buffer.alloc(0),
];

interface Place {
  readonly holder: object;
  readonly name: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ holder: value, name }, ...placesIn(inner)]);
}

function apply(value: unknown, { kind, at, value: shared }: Change): unknown {
  // A later change may reach into it, and other requests hold it too.
  const other = structuredClone(shared);
  const places = placesIn(value);
  const place = places[Math.floor(at * (places.length + 1))];
  if (place === undefined) return kind === 'replace' ? other : value;
  const { holder, name } = place;
  const inner: unknown = Reflect.get(holder, name);
  if (kind === 'replace') Reflect.set(holder, name, other);
  else if (Array.isArray(holder)) changeList(holder, kind, inner, other);
  else changeObject(holder, kind, name, other);
  return value;
}

function changeList(list: unknown[], kind: Change['kind'], inner: unknown, other: unknown): void {
  if (kind === 'remove') list.pop();
  else if (kind === 'add') list.push(other);
  else if (list.length < 200) list.push(...Array.from({ length: 50 }, () => structuredClone(inner)));
}

function changeObject(holder: object, kind: Change['kind'], name: string, other: unknown): void {
  const inner: unknown = Reflect.get(holder, name);
  if (kind === 'remove' || kind === 'rename') Reflect.deleteProperty(holder, name);
  if (kind === 'rename') Reflect.set(holder, name.toUpperCase(), inner);
  if (kind === 'add') Reflect.set(holder, 'surprise', other);
  // A second member of one name, which only text can hold.
  if (kind === 'double') Reflect.set(holder, `${name}${DOUBLED}`, inner);
}

const DOUBLED = '#doubled';

function textOf(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(`${DOUBLED}"`, '"')
    .replace(/"RAW:((?:[^"\\]|\\.)*)"/g, (_, text: string) => JSON.parse(`"${text}"`) as string);
}
