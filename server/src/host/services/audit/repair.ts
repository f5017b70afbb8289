import type { AuditAction, AuditFinding, AuditRepair, AuditRepairBody } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../../refusal.ts';
import { StorageFull } from '../../store/database.ts';
import { stopping } from '../makeJob.ts';
import { storageFull } from '../transactOutcome.ts';
import { inventoryUnknown } from '../provision.ts';
import type { Services } from '../services.ts';
import { auditOf } from './audit.ts';
import { remedies } from './remedies.ts';

/**
 * Mends findings, one after the other, each by what the host itself proves; or says what would be done. Without ids those
 * that are safe: nothing is removed that was not asked for by its id.
 */
export async function repairAudit(
  services: Services,
  { preview = true, findings: ids }: AuditRepairBody,
): Promise<Outcome<AuditRepair>> {
  const { context } = services;
  if (!preview && context.shutdown.asked) return stopping();
  const view = await context.watch.fresh();
  if (view === null) return inventoryUnknown(context);
  const { findings, at, simulated } = auditOf(context, view);
  const chosen = choose(findings, ids);
  const unknown = (ids ?? []).filter((id) => !chosen.some((finding) => finding.id === id)).map(unknownId);
  if (preview) {
    const actions = [...chosen.map((finding) => actionOf(finding, 'planned')), ...unknown];
    return done({ preview, actions, left: findings.length - chosen.length, at, simulated });
  }
  try {
    const actions: AuditAction[] = [];
    for (const finding of chosen) actions.push(await mend(services, finding));
    const after = await context.watch.fresh();
    const left = after === null ? findings.length : auditOf(context, after).findings.length;
    return done({ preview, actions: [...actions, ...unknown], left, at: after?.at ?? at, simulated });
  } catch (error) {
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
}

function choose(findings: readonly AuditFinding[], ids: readonly string[] | undefined): AuditFinding[] {
  if (ids === undefined) return findings.filter(({ remedy }) => remedy === 'safe');
  const wanted = new Set(ids);
  return findings.filter(({ id, remedy }) => wanted.has(id) && remedy !== 'none');
}

async function mend(services: Services, finding: AuditFinding): Promise<AuditAction> {
  const why = (await remedies[finding.kind]?.act(services, finding)) ?? null;
  return actionOf(finding, why === null ? 'done' : 'failed', why);
}

function actionOf(
  finding: AuditFinding,
  outcome: AuditAction['outcome'],
  message: string | null = null,
): AuditAction {
  const what = remedies[finding.kind]?.what(finding) ?? finding.hint;
  return { finding: finding.id, kind: finding.kind, what, outcome, message };
}

function unknownId(id: string): AuditAction {
  return { finding: id, kind: 'unknown', what: 'Nothing.', outcome: 'gone', message: null };
}
