import * as l10n from '@vscode/l10n';
import type { Vm } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';

/** What is told of a change of the records. */
export interface Summary {
  readonly severity: 'information' | 'warning';
  readonly text: string;
}

/** Reasons that are told of many refusals. */
const REASONS = 3;

/** What came of accepting what the host has. */
export function acceptedSummary(vms: readonly Vm[], refused: readonly string[], host: string): Summary {
  const [only] = vms;
  const text =
    vms.length === 1 && only !== undefined
      ? l10n.t('{0} is recorded as it is on {1}: {2}.', only.vm_name, host, heldFor(only))
      : l10n.t('{0} are recorded as they are on {1}.', count(vms.length, 'VM'), host);
  return withRefusals(text, refused);
}

/** What came of adopting VMs. */
export function adoptedSummary(vms: readonly Vm[], refused: readonly string[], host: string): Summary {
  const [only] = vms;
  const text =
    vms.length === 1 && only !== undefined
      ? l10n.t('{0} on {1} is adopted: {2}.', only.vm_name, host, heldFor(only))
      : l10n.t('{0} on {1} are adopted.', count(vms.length, 'VM'), host);
  return withRefusals(text, refused);
}

function heldFor({ charged }: Vm): string {
  return l10n.t('{0} vCPU and {1} RAM are held for it', charged.cpu_cores, gb(charged.ram_mb));
}

function withRefusals(text: string, refused: readonly string[]): Summary {
  if (refused.length === 0) return { severity: 'information', text };
  const more = refused.length - REASONS;
  const rest = more > 0 ? [l10n.t('{0} more were refused.', more)] : [];
  return { severity: 'warning', text: [text, ...refused.slice(0, REASONS), ...rest].join(' ') };
}
