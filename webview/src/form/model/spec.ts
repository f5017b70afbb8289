/** An entry of the list of VMs as it stands in the file: anything may be in it. */
export type VmEntry = Readonly<Record<string, unknown>>;

/** Names on the way to a member of a VM, such as `disk`, `size_gb`. */
export type MemberPath = readonly string[];

/** What a form reads of a file. */
export interface Spec {
  readonly numVms: unknown;
  readonly vms: readonly VmEntry[];
}

/** Where the VMs are in a file. */
export const VMS = ['provisioning_request', 'vms'] as const;
/** Where their number is. */
export const NUM_VMS = ['provisioning_request', 'num_vms'] as const;

/** Reads a text that the extension found to be fit for a form; an entry that is no object counts as an empty one. */
export function readSpec(text: string): Spec {
  if (text === '') return { numVms: undefined, vms: [] };
  const request = recordOf(recordOf(JSON.parse(text))['provisioning_request']);
  const vms = Array.isArray(request['vms']) ? request['vms'] : [];
  return { numVms: request['num_vms'], vms: vms.map(recordOf) };
}

/** A member of a VM; undefined where it is not there. */
export function memberAt(vm: VmEntry, path: MemberPath): unknown {
  return path.reduce<unknown>((value, name) => {
    const record = recordOf(value);
    return Object.hasOwn(record, name) ? record[name] : undefined;
  }, vm);
}

/** An entry without a member; the objects around it stay. */
export function withoutMember(vm: VmEntry, path: MemberPath): VmEntry {
  const [name = '', ...inner] = path;
  if (memberAt(vm, path) === undefined) return vm;
  const { [name]: value, ...others } = vm;
  return inner.length === 0 ? others : { ...vm, [name]: withoutMember(recordOf(value), inner) };
}

/** How many VMs an entry stands for. */
export function copiesOf({ copies }: VmEntry): number {
  return typeof copies === 'number' && Number.isInteger(copies) && copies > 0 ? copies : 1;
}

/** How many VMs the entries stand for. */
export function countVms(vms: readonly VmEntry[]): number {
  return vms.reduce((sum, vm) => sum + copiesOf(vm), 0);
}

/** Two values that are written alike. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** JSON pointer to a member of a VM. */
export function pointerTo(index: number, path: MemberPath | readonly (string | number)[] = []): string {
  return ['', ...VMS, index, ...path].join('/');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
