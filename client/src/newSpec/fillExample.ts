import type { HostFactsParams, SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { usableNetworks } from '../hostFacts/usableNetworks.ts';

/** What of the host goes into a new spec. */
export type Known = Pick<HostFactsParams, 'templates' | 'networks' | 'vm_names'>;

/**
 * The text of an example as a new spec: with a template and virtual switches that the host has, and names that are free
 * there, where a host is known.
 */
export function fillExample(text: string, known: Known | null): string {
  const { provisioning_request: request } = JSON.parse(text) as SpecFile;
  const taken = new Set((known?.vm_names ?? []).map(fold));
  const vms = known === null ? request.vms : request.vms.map((vm) => fillVm(vm, known, taken));
  return `${JSON.stringify({ provisioning_request: { ...request, vms } }, null, 2)}\n`;
}

function fillVm(vm: VmSpec, { templates, networks }: Known, taken: Set<string>): VmSpec {
  const paths = templates.templates.filter(({ state }) => state === 'ok').map(({ path }) => path);
  const usable = usableNetworks(networks);
  // One that is another VLAN than an adapter of the example would be refused.
  const switchFor = (name: string, vlan: number | undefined): string =>
    existing(
      name,
      usable
        .filter(
          ({ switch: leadsTo, vlan_id }) =>
            leadsTo === undefined || vlan === undefined || (vlan_id ?? vlan) === vlan,
        )
        .map((network) => network.name),
    );
  const vm_name = freeName(vm.vm_name, vm.copies, taken);
  return {
    ...vm,
    vm_name,
    disk_template_path: existing(vm.disk_template_path, paths),
    network_adapter_name: switchFor(vm.network_adapter_name, vm.vlan_id),
    ...(vm.network_adapters === undefined
      ? {}
      : {
          network_adapters: vm.network_adapters.map((adapter) => ({
            ...adapter,
            switch: switchFor(adapter.switch, adapter.vlan_id),
          })),
        }),
  };
}

/** The value itself where the host has it, else the first that it has. */
function existing(value: string, there: readonly string[]): string {
  return there.find((one) => fold(one) === fold(value)) ?? there[0] ?? value;
}

/** A name that is free, for every copy: `web-01`, then `web-02`; `node`, then `node-2`. */
function freeName(name: string, copies: number | undefined, taken: Set<string>): string {
  const isFree = (candidate: string): boolean =>
    copies === undefined
      ? !taken.has(fold(candidate))
      : ![...taken].some((one) => new RegExp(`^${escapeRegExp(fold(candidate))}-\\d+$`).test(one));
  const candidates = [name, ...Array.from({ length: 98 }, (_, index) => numbered(name, index + 2))];
  const free = candidates.find(isFree) ?? name;
  taken.add(fold(free));
  return free;
}

/** The name with another number at its end; one without a number gets one. */
function numbered(name: string, number: number): string {
  const match = /^(.*?)(\d+)$/.exec(name);
  if (match === null) return `${name}-${String(number)}`;
  const [, stem = '', digits = ''] = match;
  return `${stem}${String(Number(digits) + number - 1).padStart(digits.length, '0')}`;
}

function fold(text: string): string {
  return text.toLowerCase();
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
