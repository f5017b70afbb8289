import { fold, type HostView } from '../hostView.ts';

/** What on the host depends on a template. */
export interface Dependents {
  /** Disks of VMs, ours or not, that are based on it. */
  readonly disks: number;
  /** Names of these VMs, in alphabetical order. */
  readonly vms: readonly string[];
}

const NONE: Dependents = { disks: 0, vms: [] };

/** What depends on each disk that is the parent of another, by its folded path. */
export function dependentsIn({ inventory }: HostView): ReadonlyMap<string, Dependents> {
  const found = new Map<string, { disks: number; readonly names: Set<string> }>();
  for (const { vm_name, disks } of inventory.vms) {
    for (const { parent_path } of disks) {
      if (parent_path === null) continue;
      const entry = found.get(fold(parent_path)) ?? { disks: 0, names: new Set<string>() };
      entry.disks += 1;
      entry.names.add(vm_name);
      found.set(fold(parent_path), entry);
    }
  }
  return new Map(
    [...found].map(([key, { disks, names }]) => [
      key,
      { disks, vms: [...names].sort((left, right) => left.localeCompare(right)) },
    ]),
  );
}

/** What depends on one template. */
export function dependentsOf(view: HostView, path: string): Dependents {
  return dependentsIn(view).get(fold(path)) ?? NONE;
}

const NAMES_IN_A_SENTENCE = 5;

/** Some names for a sentence: `"a", "b" and 3 more`. */
export function fewNames(names: readonly string[]): string {
  const listed = names.slice(0, NAMES_IN_A_SENTENCE).map((name) => `"${name}"`);
  const more = names.length > listed.length ? ` and ${names.length - listed.length} more` : '';
  return `${listed.join(', ')}${more}`;
}
