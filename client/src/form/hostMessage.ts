import * as l10n from '@vscode/l10n';
import type { FormChoice, FormHost, Network, Template } from '#schemas/generated/types.ts';
import { fileName } from '#shared/words/paths.ts';
import type { ConnectionState } from '../connection/state.ts';
import { usableNetworks } from '../hostFacts/usableNetworks.ts';
import type { HostState } from '../store/hostState.ts';

/** What the page is told of the host: where the connection stands, and what the host has to choose from. */
export function hostMessage(state: ConnectionState, known: HostState | null, isTrusted: boolean): FormHost {
  const host = state.kind === 'open' ? state.host : (known?.host ?? null);
  return {
    type: 'host',
    state: isTrusted ? kindOf(state) : 'untrusted',
    name: host?.name ?? null,
    simulated: host?.simulated ?? false,
    reason: isTrusted ? reasonOf(state) : l10n.t('A host is used only in a trusted workspace.'),
    templates: (known?.templates.templates ?? [])
      .filter(({ state }) => state !== 'adding' && state !== 'failed')
      .map(templateChoice),
    switches: known === null ? [] : usableNetworks(known.networks).map(networkChoice),
    volumes: (known?.capacity.resources ?? []).flatMap(({ volume }): FormChoice[] =>
      volume === undefined ? [] : [{ value: volume, label: volume }],
    ),
  };
}

function templateChoice({ path, size_gb, os, state }: Template): FormChoice {
  const system = os === 'unknown' ? '' : `, ${os === 'windows' ? 'Windows' : 'Linux'}`;
  const trouble = state === 'ok' ? '' : `, ${troubles[state]}`;
  return { value: path, label: `${fileName(path)} (${String(size_gb)} GB${system}${trouble})` };
}

function networkChoice({ name, type, switch: leadsTo, vlan_id }: Network): FormChoice {
  if (leadsTo === undefined) return { value: name, label: `${name} (${type})` };
  const vlan = vlan_id === null ? '' : `, VLAN ${String(vlan_id)}`;
  return { value: name, label: `${name} (${leadsTo}${vlan})` };
}

const troubles = {
  changed: 'changed: refused',
  missing: 'missing: refused',
  adding: 'being added',
  failed: 'could not be added',
};

function kindOf({ kind }: ConnectionState): FormHost['state'] {
  return kind === 'off' ? 'none' : kind;
}

function reasonOf(state: ConnectionState): string {
  switch (state.kind) {
    case 'off':
      return l10n.t('No host is connected.');
    case 'none':
      return state.reason;
    case 'connecting':
      return l10n.t('Connecting to the host.');
    case 'open':
      return '';
    case 'waiting':
    case 'failed':
      return [state.failure.message, state.failure.hint].filter(Boolean).join(' ');
  }
}
