/** Something that stands in a document, and where the same stood first. */
export interface Repeat<T> {
  readonly item: T;
  readonly first: T;
}

/** The items whose key another one had before them. */
export function repeats<T>(items: readonly T[], keyOf: (item: T) => string): Repeat<T>[] {
  const seen = new Map<string, T>();
  return items.flatMap((item) => {
    const first = seen.get(keyOf(item));
    if (first !== undefined) return [{ item, first }];
    seen.set(keyOf(item), item);
    return [];
  });
}
