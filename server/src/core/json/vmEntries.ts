import type { Node } from 'jsonc-parser';
import { MAX_VMS } from '#schemas/limits.ts';
import { copyNames } from '../copies.ts';
import { nodeAt } from './nodeAt.ts';

const VMS = '/provisioning_request/vms';

/** An entry of `vms` as it is written, right or wrong. */
export interface VmEntry {
  /** JSON pointer to it. */
  readonly pointer: string;
  readonly node: Node;
  /** The value at a pointer within it; undefined where there is none. */
  at(pointer: string): Node | undefined;
  /** `vm_name`; null while there is none. */
  readonly name: string | null;
  /** How many VMs it stands for. */
  readonly copies: number;
  /** Names of the VMs that it stands for; none while it has no name. */
  readonly names: readonly string[];
}

/** The entries of a text that may be unfinished, in its order. */
export function vmEntries(tree: Node | null): VmEntry[] {
  const list = tree === null ? undefined : nodeAt(tree, VMS);
  if (list?.type !== 'array') return [];
  return (list.children ?? []).flatMap((node, index) =>
    node.type === 'object' ? [toEntry(node, `${VMS}/${index}`)] : [],
  );
}

function toEntry(node: Node, pointer: string): VmEntry {
  const at = (within: string): Node | undefined => nodeAt(node, within);
  const written: unknown = at('/vm_name')?.value;
  const name = typeof written === 'string' && written !== '' ? written : null;
  const asked: unknown = at('/copies')?.value;
  const counted = typeof asked === 'number' && asked >= 1 && asked <= MAX_VMS;
  return {
    pointer,
    node,
    at,
    name,
    copies: counted ? asked : 1,
    get names() {
      return name === null ? [] : copyNames(counted ? { vm_name: name, copies: asked } : { vm_name: name });
    },
  };
}
