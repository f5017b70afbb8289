import * as l10n from '@vscode/l10n';
import type { KeptDisk, Network } from '#schemas/generated/types.ts';
import { fileName } from '#shared/words/paths.ts';
import { gb } from '#shared/words/size.ts';
import type { Planting } from '../tree/model.ts';
import { colors, type Row } from '../tree/row.ts';

/** Named networks, where there are some, and virtual switches. */
export function addNetworks(tree: Planting, parent: string, networks: readonly Network[]): void {
  const named = networks.filter((network) => network.switch !== undefined);
  if (named.length > 0) {
    const row = groupRow(l10n.t('Networks'), 'globe', named.length);
    const tooltip = l10n.t("Names that the host's configuration gives virtual switches and VLANs.");
    const group = tree.add(parent, 'networks', { kind: 'networks' }, { ...row, tooltip });
    for (const network of named) {
      const { name } = network;
      tree.add(group, `network/${name}`, { kind: 'network', name }, networkRow(network));
    }
  }
  const switches = networks.filter((network) => network.switch === undefined);
  const group = tree.add(
    parent,
    'switches',
    { kind: 'switches' },
    groupRow(l10n.t('Virtual Switches'), 'type-hierarchy', switches.length),
  );
  for (const network of switches) {
    tree.add(group, `switch/${network.name}`, { kind: 'switch', name: network.name }, switchRow(network));
  }
}

/** Disks whose VMs are deleted; nothing where there are none. */
export function addKeptDisks(tree: Planting, parent: string, disks: readonly KeptDisk[]): void {
  if (disks.length === 0) return;
  const row = groupRow(l10n.t('Kept Disks'), 'archive', disks.length);
  const tooltip = l10n.t('Disks of deleted VMs. They count as used while their files are there.');
  const group = tree.add(parent, 'keptDisks', { kind: 'keptDisks' }, { ...row, tooltip });
  for (const { path, size_mb, vm_name } of disks) {
    const description = l10n.t('{0}, of {1}', gb(size_mb), vm_name);
    tree.add(
      group,
      `keptDisk/${path}`,
      { kind: 'keptDisk', path },
      {
        label: fileName(path),
        description,
        tooltip: path,
        icon: { name: 'database' },
        context: 'keptDisk',
        spoken: l10n.t('Kept disk {0}, {1}', fileName(path), description),
      },
    );
  }
}

function groupRow(label: string, icon: string, entries: number): Row {
  return {
    label,
    description: String(entries),
    icon: { name: icon },
    context: 'list',
    open: false,
    spoken: `${label}, ${String(entries)}`,
  };
}

function switchRow({ name, type, vlan_id }: Network): Row {
  const kind = {
    External: l10n.t('external'),
    Internal: l10n.t('internal'),
    Private: l10n.t('private'),
  }[type];
  const description = vlan_id === null ? kind : `${kind} · VLAN ${String(vlan_id)}`;
  return {
    label: name,
    description,
    icon: { name: 'plug' },
    context: 'switch',
    spoken: l10n.t('Virtual switch {0}, {1}', name, description),
  };
}

function networkRow({ name, switch: leadsTo = '', vlan_id, description: use, available }: Network): Row {
  const missing = available === false;
  const parts = [
    leadsTo,
    ...(vlan_id === null ? [] : [`VLAN ${String(vlan_id)}`]),
    ...(missing ? [l10n.t('missing')] : []),
  ];
  const description = parts.join(' · ');
  return {
    label: name,
    description,
    ...(use === undefined ? {} : { tooltip: use }),
    icon: missing ? { name: 'warning', color: colors.warn } : { name: 'plug' },
    context: 'network',
    spoken: l10n.t('Network {0}, {1}', name, parts.join(', ')),
  };
}
