/** A way to name VMs: what stands before and behind a number, the first number, and its least digits. */
export interface NamePattern {
  readonly before: string;
  readonly behind: string;
  readonly first: number;
  readonly digits: number;
}

/** Reads `web-{01}`: one number in braces, which is the first one, with as many digits as are to be written. */
export function readPattern(text: string): NamePattern | null {
  const match = /^([^{}]*)\{(\d{1,6})\}([^{}]*)$/.exec(text.trim());
  if (match === null) return null;
  const [, before = '', number = '', behind = ''] = match;
  return { before, behind, first: Number(number), digits: number.length };
}

/** Writes a pattern as it is read. */
export function writePattern({ before, behind, first, digits }: NamePattern): string {
  return `${before}{${padded(first, digits)}}${behind}`;
}

/** The name with a number, counted from 0. */
export function nameOf({ before, behind, first, digits }: NamePattern, index: number): string {
  return `${before}${padded(first + index, digits)}${behind}`;
}

/** Whether a name could come out of a pattern, whatever its first number is. */
export function fitsPattern(name: unknown, { before, behind, digits }: NamePattern): boolean {
  if (typeof name !== 'string' || !name.startsWith(before) || !name.endsWith(behind)) return false;
  const number = name.slice(before.length, name.length - behind.length);
  return /^\d+$/.test(number) && number === padded(Number(number), digits);
}

/** The pattern that most of the names follow; null where none has a number. */
export function patternOf(names: readonly unknown[]): NamePattern | null {
  const found = names.map(patternOfName).filter((pattern) => pattern !== null);
  const groups = Map.groupBy(found, ({ before, behind }) => JSON.stringify([before, behind]));
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length);
  const [one] = most ?? [];
  if (most === undefined || one === undefined) return null;
  // `web-10` may follow `web-09`: how many digits are meant is said by those with a leading zero.
  const digits = most.map((pattern) => pattern.digits).filter((count) => count > 1);
  const first = Math.min(...most.map((pattern) => pattern.first));
  return { ...one, first, digits: digits.length === 0 ? 1 : Math.min(...digits) };
}

/** The next name that is free: of the pattern, or of the name with a number. */
export function nextName(names: readonly unknown[], like: unknown): string {
  const taken = new Set(names.map((name) => String(name).toLowerCase()));
  const base = typeof like === 'string' && like !== '' ? like : 'vm';
  const pattern = patternOfName(base) ??
    patternOf(names) ?? { before: `${base}-`, behind: '', first: 1, digits: 2 };
  for (let index = 0; ; index += 1) {
    const name = nameOf(pattern, index);
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function patternOfName(name: unknown): NamePattern | null {
  const match = typeof name === 'string' ? /^(.*?)(\d{1,6})(\D*)$/.exec(name) : null;
  if (match === null) return null;
  const [, before = '', number = '', behind = ''] = match;
  // Only a leading zero asks for more digits.
  return { before, behind, first: Number(number), digits: number.startsWith('0') ? number.length : 1 };
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
