import type { Shortage } from '#schemas/generated/types.ts';
import { exceededAt } from '#core/hostFacts/capacityFindings.ts';
import { factsOf } from '#core/hostFacts/factsOf.ts';
import { needsOf, type HostNeeds, type VmNeeds } from '#core/hostFacts/needs.ts';
import { amountOf, whatFits } from '#core/hostFacts/whatFits.ts';
import { parentPointer } from '#core/pointer.ts';
import { setMembers, type Member } from '#shared/edit/members.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { entryOf, given, likely, numberAt } from './parts.ts';

const memoryMembers = ['ram_startup_mb', 'ram_min_mb', 'ram_max_mb'] as const;

/** Asks for what fits: fewer cores, less memory, fewer copies, or another volume. */
export const whatWouldFit: Fixer = ({ pointer }, context) => {
  const { host, document } = context;
  if (host === null) return [];
  const needs = needsOf(document.reading.readable, host.facts, factsOf(host.facts));
  const shortage = needs.short.find((short) => exceededAt(short, needs.vms)?.pointer === pointer);
  if (shortage === undefined) return [];
  return [
    ...reduced(context, shortage, needs),
    ...fewerCopies(context, shortage, needs, entryOf(pointer)),
    ...otherVolume(context, shortage, needs, pointer),
  ];
};

/** Lowers every VM that asks for more than all can have. */
function reduced(context: FixContext, shortage: Shortage, { vms }: HostNeeds): Fix[] {
  const { most } = whatFits(shortage, vms);
  if (most === null) return [];
  const members = shortage.resource === 'cpu' ? (['cpu_cores'] as const) : memoryMembers;
  const entries = new Map(vms.map(({ vm }) => [vm.pointer, vm.spec]));
  const changes = [...entries].flatMap(([entry, spec]) => {
    const object = context.node(entry);
    const lower = members.flatMap((name): Member[] => (spec[name] > most ? [[name, most]] : []));
    return object === undefined ? [] : setMembers(context.document.text, object, lower);
  });
  const what = shortage.resource === 'cpu' ? `cpu_cores to ${most}` : `memory to ${most} MB`;
  const where = changes.length > 1 && entries.size > 1 ? ' where it is more' : '';
  return [{ title: `Reduce ${what}${where}`, changes, ...likely }];
}

/** Asks for as many copies as there is room for, and counts the VMs anew. */
function fewerCopies(context: FixContext, shortage: Shortage, { vms }: HostNeeds, entry: string): Fix[] {
  const copies = numberAt(context, `${entry}/copies`);
  const total = numberAt(context, '/provisioning_request/num_vms');
  const request = context.node('/provisioning_request');
  const object = context.node(entry);
  if (copies === null || total === null || request === undefined || object === undefined) return [];
  const before = vms.findIndex(({ vm }) => vm.pointer === entry);
  const fit = whatFits(shortage, vms).count - before;
  if (fit < 1 || fit >= copies) return [];
  const { text } = context.document;
  const changes = [
    ...setMembers(text, object, [['copies', fit]]),
    ...setMembers(text, request, [['num_vms', total - (copies - fit)]]),
  ];
  return [{ title: `Ask for ${fit} ${fit === 1 ? 'copy' : 'copies'} instead of ${copies}`, changes }];
}

/** Puts the VM's disks, or the one that is too large, where there is room for them. */
function otherVolume(
  context: FixContext,
  shortage: Shortage,
  { vms, requested }: HostNeeds,
  pointer: string,
): Fix[] {
  if (shortage.resource !== 'storage') return [];
  const isDataDisk = pointer.includes('/data_disks/');
  const owner = isDataDisk ? parentPointer(pointer) : entryOf(pointer);
  const amount = amountMoved(shortage, vms, pointer, isDataDisk);
  const resources = context.host?.facts.capacity.resources ?? [];
  return resources.flatMap(({ volume, available }) => {
    const taken = requested.get(`storage|${volume ?? ''}`) ?? 0;
    if (volume === undefined || volume === shortage.volume || taken + amount > available) return [];
    const title = `Put ${isDataDisk ? 'this disk' : "the VM's disks"} on ${volume}`;
    return given(context, owner, { volume }, title);
  });
}

function amountMoved(
  shortage: Shortage,
  vms: readonly VmNeeds[],
  pointer: string,
  isDataDisk: boolean,
): number {
  const own = vms.filter(({ vm }) => vm.pointer === entryOf(pointer));
  if (!isDataDisk) return own.reduce((sum, vm) => sum + amountOf(shortage, vm), 0);
  return own
    .flatMap(({ charges }) => charges)
    .filter((charge) => charge.pointer === pointer)
    .reduce((sum, charge) => sum + charge.amount, 0);
}
