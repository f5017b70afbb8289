import * as l10n from '@vscode/l10n';
import { env } from 'vscode';
import type { Parts } from '../../parts.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import { vmsFor } from '../../vms/targets.ts';

/** Copies the addresses of VMs, one a line. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Copy IP Address'),
    fits: hasAddress,
    none: l10n.t(
      'No VM tells an address. It does so when it runs and its guest has the integration services.',
    ),
    many: true,
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets !== null) await env.clipboard.writeText(targets.vms.map(addressOf).join('\n'));
}

function hasAddress(vm: { readonly ip_addresses: string[] }): boolean {
  return addressOf(vm) !== null;
}
