import * as l10n from '@vscode/l10n';
import type { Capacity } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount, wholeGb } from '#shared/words/size.ts';
import type { ConnectionState } from '../connection/state.ts';
import { escapeMarkdown } from '../words/escapeMarkdown.ts';

/** What the one item in the status bar says. */
export interface BarWords {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** For screen readers, where icons say nothing. */
  readonly spoken: string;
  readonly warning: boolean;
}

/** What is known of the host beside the connection. */
export interface BarFacts {
  /** How a person knows the host that is used, connected or not. */
  readonly label: string;
  readonly capacity: Capacity | null;
  readonly trusted: boolean;
}

/** The words of the status bar; null: there is nothing to say where no spec is open. */
export function barWords(state: ConnectionState, facts: BarFacts, specIsOpen: boolean): BarWords | null {
  const { label } = facts;
  switch (state.kind) {
    case 'open': {
      const icon = state.host.simulated ? '$(beaker)' : '$(server)';
      const free = freeRam(facts.capacity);
      const said = free === null ? label : l10n.t('{0} · {1} free', label, free);
      return words(icon, said, openTooltip(state, facts));
    }
    case 'connecting':
      return words('$(sync~spin)', label, l10n.t('Connecting.'));
    case 'waiting':
      return {
        ...words('$(warning)', l10n.t('{0}: unreachable', label), sentence(state.failure)),
        warning: true,
      };
    case 'failed':
      return { ...words('$(warning)', label, sentence(state.failure)), warning: true };
    case 'none':
      return specIsOpen ? words('$(server)', l10n.t('No VM host'), state.reason) : null;
    case 'off': {
      const reason = facts.trusted
        ? l10n.t('Not connected.')
        : l10n.t('Hosts are not used in an untrusted workspace.');
      return specIsOpen ? words('$(server)', l10n.t('No VM host'), reason) : null;
    }
  }
}

function words(icon: string, said: string, tooltip: string): BarWords {
  return { text: `${icon} ${said}`, tooltip, spoken: `VMSpec: ${said}`, warning: false };
}

/** Free memory: what runs out first on most machines. */
function freeRam(capacity: Capacity | null): string | null {
  const ram = capacity?.resources.find(({ resource }) => resource === 'ram');
  return ram === undefined ? null : wholeGb(ram.available);
}

function openTooltip(state: ConnectionState & { readonly kind: 'open' }, { capacity }: BarFacts): string {
  const { host } = state;
  const title = `**${escapeMarkdown(host.name)}**`;
  const driver = host.simulated
    ? l10n.t('Practice host: nothing is created.')
    : l10n.t('Hyper-V {0}', escapeMarkdown(host.hyperv_version));
  const role = l10n.t(
    'Connected as {0} ({1}), host version {2}',
    escapeMarkdown(host.operator),
    host.role,
    host.version,
  );
  const lines = [`${title} · ${driver}`, role];
  if (!host.ready)
    lines.push(`$(warning) ${escapeMarkdown(host.not_ready_reason ?? l10n.t('It is not ready.'))}`);
  for (const resource of capacity?.resources ?? []) {
    const free = amount(resource.available, resource.unit);
    const total = amount(resource.total, resource.unit);
    const over =
      resource.over_by > 0 ? l10n.t(', promised beyond by {0}', amount(resource.over_by, resource.unit)) : '';
    lines.push(`${escapeMarkdown(resourceName(resource))}: ${l10n.t('{0} free of {1}', free, total)}${over}`);
  }
  return lines.join('\n\n');
}

function sentence({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return escapeMarkdown(`${message} ${hint}`.trim());
}
