import type { FormChange } from '#schemas/generated/types.ts';
import { setMember } from './changes.ts';
import { type addressKinds, addressField, gatewayField, GUEST, rangeField } from './guestFields.ts';
import { countVms, memberAt, type MemberPath, type Spec, type VmEntry, VMS } from './spec.ts';

export type AddressKind = (typeof addressKinds)[number]['value'];

/** How a VM comes to its address, as the file says. */
export function addressKindOf(vm: VmEntry): AddressKind {
  if (memberAt(vm, rangeField.path) !== undefined) return 'range';
  return memberAt(vm, addressField.path) === undefined ? 'dhcp' : 'fixed';
}

/** The kinds that suit these VMs: an address is for one VM, a range for several. */
export function fittingKinds({ vms }: Spec, indexes: readonly number[]): readonly AddressKind[] {
  const count = countVms(indexes.map((index) => vms[index] ?? {}));
  return ['dhcp', count > 1 ? 'range' : 'fixed'];
}

/**
 * Gives several VMs another kind of address: what was written is taken along as far as it goes, else it is an empty text that
 * is to be filled in. With DHCP the network names the gateway.
 */
export function setAddressKind({ vms }: Spec, indexes: readonly number[], kind: AddressKind): FormChange[] {
  const count = countVms(indexes.map((index) => vms[index] ?? {}));
  return indexes.flatMap((index) => {
    const vm = vms[index];
    if (vm === undefined) return [];
    const address = memberAt(vm, addressField.path);
    const range = memberAt(vm, rangeField.path);
    if (kind === 'dhcp') return withoutMembers(vm, index, [addressField, rangeField, gatewayField]);
    const [wanted, other, value] =
      kind === 'fixed'
        ? [addressField, rangeField, address ?? firstOf(range)]
        : [rangeField, addressField, range ?? rangeFrom(address, count)];
    const gone: FormChange[] =
      memberAt(vm, other.path) === undefined
        ? []
        : [{ kind: 'remove', path: [...VMS, index, ...other.path] }];
    return [setMember(vm, index, wanted.path, value), ...gone];
  });
}

/** Takes members of the guest away, and the guest with its last one. */
function withoutMembers(
  vm: VmEntry,
  index: number,
  fields: readonly { readonly path: MemberPath }[],
): FormChange[] {
  const there = fields.filter(({ path }) => memberAt(vm, path) !== undefined);
  const guest = memberAt(vm, GUEST);
  const all = typeof guest === 'object' && guest !== null ? Object.keys(guest).length : 0;
  if (there.length > 0 && there.length === all) return [{ kind: 'remove', path: [...VMS, index, ...GUEST] }];
  return there.map(({ path }) => ({ kind: 'remove', path: [...VMS, index, ...path] }));
}

/** The first address of a range, with its prefix length; empty for what is none. */
function firstOf(range: unknown): string {
  const match = typeof range === 'string' ? /^([^-]*)-[^/]*(\/\d+)$/.exec(range) : null;
  return match === null ? '' : match.slice(1).join('');
}

/** So many addresses from one of IPv4 on, within its last number; empty for what is none. What is too short is told by the check. */
function rangeFrom(address: unknown, count: number): string {
  const match = typeof address === 'string' ? /^((?:\d+\.){3})(\d+)(\/\d+)$/.exec(address) : null;
  if (match === null) return '';
  const [, network = '', first = '', bits = ''] = match;
  const last = Math.max(Number(first), Math.min(254, Number(first) + count - 1));
  return `${network}${first}-${network}${String(last)}${bits}`;
}
