import type { VmSpec } from '#schemas/generated/types.ts';
import type { Finding } from '../finding.ts';
import { joinPointer } from '../pointer.ts';
import { entryCheck } from './check.ts';

/** Members of a VM that are described but not built. */
export const unbuiltMembers: ReadonlySet<string> = new Set<keyof VmSpec>(['guest']);

/** Members that are described but not built are refused by name, never ignored. */
export const notSupported = entryCheck(['not_supported'], ({ pointer, spec }) => {
  if (spec.guest === undefined) return [];
  const guest = `${pointer}/guest`;
  const members = Object.keys(spec.guest);
  if (members.length === 0) return [notBuilt(guest, 'guest')];
  return members.map((member) => notBuilt(joinPointer(guest, member), `guest.${member}`));
});

function notBuilt(pointer: string, name: string): Finding {
  const message = `${name} is not built in this version: remove it, and set the guest up in the template.`;
  return { code: 'not_supported', pointer, part: 'key', message };
}
