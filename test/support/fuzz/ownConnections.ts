import { DatabaseSync, StatementSync } from 'node:sqlite';

/** Does something, and answers the connections to databases that it used beside what came of it. */
export async function connectionsOf<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly connections: readonly DatabaseSync[] }> {
  const connections = new Set<DatabaseSync>();
  const restore = replaceMethod(DatabaseSync.prototype, 'exec', (self, call) => {
    connections.add(self);
    return call();
  });
  try {
    return { value: await work(), connections: [...connections] };
  } finally {
    restore();
  }
}

/** Has the next commits of this process fail as SQLite says it with this number, until the answered function is called. */
export function failCommits(errcode: number): () => void {
  return replaceMethod(StatementSync.prototype, 'run', (self, call) => {
    if (self.sourceSQL === 'COMMIT') throw Object.assign(new Error('the disk failed'), { errcode });
    return call();
  });
}

/** Puts something around a method of a class, until the answered function is called. */
function replaceMethod<T extends object>(
  prototype: T,
  name: keyof T & string,
  around: (self: T, call: () => unknown) => unknown,
): () => void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new Error(`${name} is no method`);
  const replaced = function (this: T, ...values: unknown[]): unknown {
    return around(this, () => Reflect.apply(original, this, values) as unknown);
  };
  Reflect.set(prototype, name, replaced);
  return () => {
    Reflect.set(prototype, name, original);
  };
}
