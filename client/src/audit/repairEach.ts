import * as l10n from '@vscode/l10n';
import type { AuditAction } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { HostConnection } from '../connection/hostConnection.ts';

/** A finding to mend, and what is to be done, as the person was told. */
export type Planned = Pick<AuditAction, 'finding' | 'what'>;

/** What came of a repair. */
export interface Repaired {
  readonly actions: readonly AuditAction[];
  /** Why it did not go on; null: it was done with all, or told to stop. */
  readonly failure: HostFailure | null;
}

/** Follows a repair, and may stop it between two findings. */
export interface RepairWatch {
  /** `done` findings are mended, or failed. */
  report(done: number): void;
  isCancelled(): boolean;
}

/**
 * Has findings mended one by one, by their ids: each of them reads the host several times, and a call for all of a long list
 * would take longer than a call may. Never rejects.
 */
export async function repairEach(
  connection: Pick<HostConnection, 'call'>,
  planned: readonly Planned[],
  watch: RepairWatch,
): Promise<Repaired> {
  const actions: AuditAction[] = [];
  for (const one of planned) {
    if (watch.isCancelled()) break;
    try {
      const answer = await connection.call('audit/repair', { preview: false, findings: [one.finding] });
      actions.push(...answer.actions.map((action) => asTold(action, one)));
    } catch (error) {
      return { actions, failure: asFailure(error) };
    }
    watch.report(actions.length);
  }
  return { actions, failure: null };
}

/** Of a finding that had gone the host says that nothing was done; a person wants to know about what. */
function asTold(action: AuditAction, { what }: Planned): AuditAction {
  if (action.outcome !== 'gone') return action;
  return { ...action, what, message: l10n.t('It was in order by then.') };
}

function asFailure(error: unknown): HostFailure {
  if (error instanceof HostFailure) return error;
  return new HostFailure(String(error), '', { passing: false });
}
