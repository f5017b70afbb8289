/** A text by which names sort as people count: `web-2` before `web-10`, whatever their case. */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

/** The entries in the order of their names. */
export function byName<T>(entries: Iterable<T>, nameOf: (entry: T) => string): T[] {
  const keyed = Array.from(entries, (entry) => ({ entry, key: naturalKey(nameOf(entry)) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ entry }) => entry);
}
