import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { Audit } from '#schemas/generated/types.ts';
import { auditVerdict, removableOnes, safeOnes } from '../../audit/auditWords.ts';
import { changesOf } from '../../audit/changesOf.ts';
import { readAudit } from '../../audit/readAudit.ts';
import { renderAudit } from '../../audit/renderAudit.ts';
import type { Parts } from '../../parts.ts';
import type { CommandId } from '../commandIds.ts';
import { openHost } from '../openHost.ts';

/** Shows what records, VMs and files of the host disagree on as a page, and offers what can be done about it. */
export async function run(parts: Pick<Parts, 'hostLink' | 'planView'>): Promise<void> {
  const open = await openHost(parts);
  const audit = await readAudit(open);
  const view = await parts.planView();
  await view.showPage(l10n.t('Audit Host'), renderAudit(audit, open.host));
  void offer(audit);
}

/** The commands that fit what was found. */
function waysOf(audit: Audit): readonly { readonly title: string; readonly command: CommandId }[] {
  const has = (kind: string): boolean => audit.findings.some((finding) => finding.kind === kind);
  return [
    ...(safeOnes(audit).length > 0
      ? [{ title: l10n.t('Mend What Is Safe...'), command: 'vmspec.mendHost' } as const]
      : []),
    ...(removableOnes(audit).length > 0
      ? [{ title: l10n.t('Remove Leftover Files...'), command: 'vmspec.removeLeftovers' } as const]
      : []),
    ...(changesOf(audit.findings).size > 0
      ? [{ title: l10n.t("Accept the Host's Values..."), command: 'vmspec.acceptVm' } as const]
      : []),
    ...(has('vm_unexplained') ? [{ title: l10n.t('Adopt VM...'), command: 'vmspec.adoptVm' } as const] : []),
  ];
}

async function offer(audit: Audit): Promise<void> {
  const ways = waysOf(audit);
  if (ways.length === 0) return;
  const chosen = await window.showInformationMessage(auditVerdict(audit), ...ways.map(({ title }) => title));
  const way = ways.find(({ title }) => title === chosen);
  if (way !== undefined) await commands.executeCommand(way.command);
}
