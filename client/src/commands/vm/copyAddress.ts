import * as l10n from '@vscode/l10n';
import { env } from 'vscode';
import { sshAddressOf } from '#shared/vms/reachVm.ts';
import type { Parts } from '../../parts.ts';
import { vmsFor } from '../../vms/targets.ts';
import { noAddress } from './sshTarget.ts';

/** Copies the addresses of VMs, one a line: what a guest reports, else the fixed one that it was given. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Copy IP Address'),
    fits: (vm: Parameters<typeof sshAddressOf>[0]) => sshAddressOf(vm) !== null,
    none: noAddress(),
    many: true,
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets !== null) await env.clipboard.writeText(targets.vms.map(sshAddressOf).join('\n'));
}
