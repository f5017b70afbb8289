import { wholeGb } from '#core/planVms.ts';
import { nearest } from '#core/nearest.ts';
import { factsOf } from '#core/hostFacts/factsOf.ts';
import { parentPointer } from '#core/pointer.ts';
import { samePath } from '#core/windowsPath.ts';
import { networkOf, usableNetworks } from '../../../convert/networks.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { certain, entryOf, given, likely, numberAt, removed, replaced, textAt } from './parts.ts';

/** Names of the host that are offered at most. */
const MOST_CHOICES = 5;

/** The host's templates, the nearest first. */
export const knownTemplate: Fixer = ({ pointer }, context) =>
  offer(
    context,
    pointer,
    templatesOf(context).map(({ path }) => path),
  );

/** The host's networks and virtual switches, the nearest first. */
export const knownNetwork: Fixer = ({ pointer }, context) =>
  offer(
    context,
    pointer,
    networksOf(context).map(({ name }) => name),
  );

/** The network decides on the VLAN, or the spec says the same. */
export const networkVlan: Fixer = ({ pointer }, context) => {
  const beside = parentPointer(pointer);
  const name = textAt(context, `${beside}/network_adapter_name`) ?? textAt(context, `${beside}/switch`) ?? '';
  const { vlan_id: vlan = null } = (context.host && networkOf(context.host.facts, name)) ?? {};
  if (vlan === null) return [];
  return [
    ...removed(context, pointer, 'Leave the VLAN to the network', likely),
    ...replaced(context, pointer, vlan, `Write ${vlan}, the VLAN of the network`),
  ];
};

/** The host's volumes. */
export const knownVolume: Fixer = ({ pointer }, context) =>
  offer(context, pointer, context.host?.facts.capacity.resources.flatMap(({ volume }) => volume ?? []) ?? []);

function offer(context: FixContext, pointer: string, names: readonly string[]): Fix[] {
  const written = textAt(context, pointer) ?? '';
  const meant = nearest(written, names);
  return [...names]
    .sort((a, b) => Number(b === meant) - Number(a === meant))
    .slice(0, MOST_CHOICES)
    .flatMap((name) => {
      // The same letters in another case can only mean this one.
      const manner = samePath(name, written) ? certain : name === meant ? likely : {};
      return replaced(context, pointer, name, `Use ${JSON.stringify(name)}`, manner);
    });
}

/** The system disk gets the size of its template, said or unsaid. */
export const templateSize: Fixer = ({ pointer }, context) => {
  const template = templateOf(context, pointer);
  if (template === undefined) return [];
  const size = wholeGb(template.size_mb);
  return [
    ...replaced(context, pointer, size, `Write ${size} GB, the size of the template`, likely),
    ...removed(context, pointer, 'Leave the size to the template'),
  ];
};

/** The generation that the template is recorded for. */
export const templateGeneration: Fixer = ({ pointer }, context) => {
  const generation = templateOf(context, pointer)?.generation ?? null;
  if (generation === null) return [];
  return given(context, entryOf(pointer), { generation }, `Use generation ${generation}`, likely);
};

/** Says which system the template holds. */
export const secureBootTemplate: Fixer = ({ pointer }, context) => {
  const entry = entryOf(pointer);
  return [
    { system: 'Linux', template: 'MicrosoftUEFICertificateAuthority' },
    { system: 'Windows', template: 'MicrosoftWindows' },
  ].flatMap(({ system, template }) => {
    const title = `Set secure boot up for ${system}`;
    return context.node(`${entry}/secure_boot`)?.type === 'object'
      ? given(context, `${entry}/secure_boot`, { template }, title)
      : given(context, entry, { secure_boot: { template } }, title);
  });
};

/** No more vCPU than the host has logical processors. */
export const coresOfHost: Fixer = ({ pointer }, context) => {
  const cpu = context.host?.facts.capacity.resources.find(({ resource }) => resource === 'cpu');
  const cores = numberAt(context, pointer);
  if (cpu === undefined || cores === null || cpu.total < 1) return [];
  return replaced(context, pointer, cpu.total, `Write ${cpu.total}, what the host has`, likely);
};

function networksOf({ host }: FixContext): ReturnType<typeof usableNetworks> {
  return host === null ? [] : usableNetworks(host.facts);
}

function templatesOf({ host }: FixContext): ReturnType<typeof factsOf>['checked']['templates'] {
  return host === null ? [] : factsOf(host.facts).checked.templates;
}

function templateOf(
  context: FixContext,
  pointer: string,
): ReturnType<typeof templatesOf>[number] | undefined {
  const path = textAt(context, `${entryOf(pointer)}/disk_template_path`) ?? '';
  return templatesOf(context).find((template) => samePath(template.path, path));
}
