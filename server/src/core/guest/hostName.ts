import { hostLabel } from '#shared/text/hostLabel.ts';
import type { ExpandedVm } from '../copies.ts';

/** The host name of a VM's guest: that of its entry, numbered like the VM's own name, or one made from that name. */
export function hostNameOf({ vm_name, copy, spec }: ExpandedVm): string {
  const asked = spec.guest?.hostname;
  if (asked === undefined) return hostLabel(vm_name);
  if (copy === null) return asked;
  const dot = asked.indexOf('.');
  const [label, domain] = dot < 0 ? [asked, ''] : [asked.slice(0, dot), asked.slice(dot)];
  return `${label}${vm_name.slice(spec.vm_name.length)}${domain}`;
}

/** Characters of the longest label of a host name. */
export function longestLabel(hostName: string): number {
  return Math.max(...hostName.split('.').map((label) => label.length));
}
