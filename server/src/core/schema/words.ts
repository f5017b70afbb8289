const LONGEST = 60;

/** A value as it would be written in JSON, cut to a readable length. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST + 1)) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `"a", "b" or "c"`. */
export function choice(values: readonly unknown[]): string {
  const words = values.map(written);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

/** A quantity with the unit that the member's name ends in: MB with GB or TB beside it where that is even. */
export function quantity(parameter: string, value: number): string {
  if (parameter.endsWith('_gb')) return `${value} GB`;
  if (!parameter.endsWith('_mb')) return String(value);
  const larger = [
    { unit: 'TB', mb: 1024 * 1024 },
    { unit: 'GB', mb: 1024 },
  ].find(({ mb }) => value >= mb && value % mb === 0);
  return larger === undefined ? `${value} MB` : `${value} MB (${value / larger.mb} ${larger.unit})`;
}

/** `1 character`, `3 characters`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
