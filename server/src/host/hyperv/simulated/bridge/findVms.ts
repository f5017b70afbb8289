import type { CmdletAnswer } from '../machine/cmdletTable.ts';
import { requireVm } from '../machine/lookups.ts';
import type { MachineVm } from '../machine/model.ts';
import type { Bound } from './bound.ts';
import { notFound, type BridgeCall } from './bridgeCall.ts';

/** A VM that a call is about, or the reason why there is none. */
type Found = { readonly vm: MachineVm } | { readonly error: Error };

/** Does something with every VM that `-VM`, `-VMName` or `-Name` tells; one that is missing is an error of its own. */
export async function eachVm(
  call: BridgeCall,
  bound: Bound,
  work: (vm: MachineVm) => Promise<readonly unknown[]>,
  nameParameter = 'VMName',
): Promise<readonly unknown[]> {
  return call.each(findVms(call, bound, nameParameter), async (found) => {
    if ('error' in found) throw found.error;
    return work(found.vm);
  });
}

function findVms(call: BridgeCall, bound: Bound, nameParameter: string): readonly Found[] {
  const references = bound.references('VM');
  if (references !== undefined) {
    return references.map((reference) => {
      const id = 'vm_id' in reference ? reference.vm_id : '';
      return attempt(() => requireVm(call.session.computer, id, call.cmdlet));
    });
  }
  const names = bound.texts(nameParameter) ?? [];
  return names.flatMap((name): readonly Found[] => {
    const found = vmsNamed(call, name);
    if (found.length > 0) return found.map((vm) => ({ vm }));
    return hasWildcard(name) ? [] : [{ error: notFound(call, 'virtual machine', name) }];
  });
}

/** VMs of a name, which may be a pattern; a name is not unique. */
export function vmsNamed(call: BridgeCall, name: string): CmdletAnswer<'Get-VM'> {
  const matches = nameMatcher(name);
  return [...call.session.computer.state.vms.values()].filter((vm) => matches(vm.vm_name));
}

export function hasWildcard(name: string): boolean {
  return /[*?[]/.test(name);
}

/** PowerShell's patterns: `*`, `?` and `[…]`, without regard to case. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!hasWildcard(pattern)) return (name) => name.toLowerCase() === wanted;
  const source = pattern
    .replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = toExpression(source);
  return (name) => expression?.test(name) ?? name.toLowerCase() === wanted;
}

function toExpression(source: string): RegExp | null {
  try {
    return new RegExp(`^${source}$`, 'is');
  } catch {
    return null;
  }
}

function attempt(read: () => MachineVm): Found {
  try {
    return { vm: read() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
