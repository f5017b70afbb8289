import schema from '#schemas/config.schema.json' with { type: 'json' };

/** A member of the configuration that can be set. */
export interface ConfigKey {
  /** Dotted name. */
  readonly key: string;
  readonly description: string;
  /** As JSON, or null where the host decides. */
  readonly default: string | null;
}

interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
}

function resolved(node: Node, definitions: Readonly<Record<string, Node>>): Node {
  const name = node.$ref?.replace('#/definitions/', '');
  const target = name === undefined ? undefined : definitions[name];
  return target === undefined ? node : { ...target, ...node };
}

function keysOf(
  node: Node,
  prefix: string,
  definitions: Readonly<Record<string, Node>>,
): readonly ConfigKey[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, member]) => {
    if (name === '$schema') return [];
    const full = resolved(member, definitions);
    const key = prefix + name;
    if (full.properties !== undefined) return keysOf(full, `${key}.`, definitions);
    const value = full.default === undefined ? null : JSON.stringify(full.default);
    return [{ key, description: full.description ?? '', default: value }];
  });
}

/** Every member of the configuration, in the order of its schema. */
export function configKeys(): readonly ConfigKey[] {
  return keysOf(schema, '', schema.definitions);
}
