import type { AuditAction } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { HostConnection } from '../connection/hostConnection.ts';

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
  ids: readonly string[],
  watch: RepairWatch,
): Promise<Repaired> {
  const actions: AuditAction[] = [];
  for (const id of ids) {
    if (watch.isCancelled()) break;
    try {
      const answer = await connection.call('audit/repair', { preview: false, findings: [id] });
      actions.push(...answer.actions);
    } catch (error) {
      return { actions, failure: asFailure(error) };
    }
    watch.report(actions.length);
  }
  return { actions, failure: null };
}

function asFailure(error: unknown): HostFailure {
  if (error instanceof HostFailure) return error;
  return new HostFailure(String(error), '', { passing: false });
}
