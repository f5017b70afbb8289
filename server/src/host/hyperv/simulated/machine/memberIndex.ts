/** Ids by what they are found under, such as VMs by their folder. */
export interface Index {
  add(key: string, id: string): void;
  remove(key: string, id: string): void;
  under(key: string): Iterable<string>;
  /** Keys with something under them. */
  size(): number;
}

/** An empty index. A key goes with its last id: a machine whose VMs come and go for months would gather their folders. */
export function createIndex(): Index {
  const ids = new Map<string, Set<string>>();
  return {
    add: (key, id) => {
      const there = ids.get(key);
      if (there === undefined) ids.set(key, new Set([id]));
      else there.add(id);
    },
    remove: (key, id) => {
      const there = ids.get(key);
      there?.delete(id);
      if (there?.size === 0) ids.delete(key);
    },
    under: (key) => ids.get(key) ?? [],
    size: () => ids.size,
  };
}
