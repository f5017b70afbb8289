import assert from 'node:assert/strict';
import type { AuditAction, AuditRepair } from '#schemas/generated/types.ts';
import { repairEach, type Planned, type RepairWatch } from '../../../../client/src/audit/repairEach.ts';
import { repairSummary } from '../../../../client/src/audit/repairSummary.ts';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import type { HostConnection } from '../../../../client/src/connection/hostConnection.ts';

type Outcomes = Readonly<Record<string, AuditAction['outcome'] | HostFailure>>;

/** A host that answers for each finding as told, and what it was asked. */
function hostOf(outcomes: Outcomes): {
  readonly connection: Pick<HostConnection, 'call'>;
  readonly asked: object[];
} {
  const asked: object[] = [];
  const call = (method: string, params: { readonly findings?: readonly string[] }): Promise<AuditRepair> => {
    asked.push({ method, ...params });
    const actions: AuditAction[] = [];
    for (const finding of params.findings ?? []) {
      const outcome = outcomes[finding] ?? 'gone';
      if (outcome instanceof HostFailure) return Promise.reject(outcome);
      const message = outcome === 'failed' ? 'It is in use.' : null;
      actions.push({ finding, kind: 'leftover', what: `Remove ${finding}.`, outcome, message });
    }
    return Promise.resolve({ preview: false, actions, left: 0, at: '', simulated: false });
  };
  // The fake answers the one method that is asked of it.
  return { connection: { call: call as HostConnection['call'] }, asked };
}

const plan = (...ids: readonly string[]): Planned[] =>
  ids.map((finding) => ({ finding, what: `Clear up ${finding}.` }));
const quiet: RepairWatch = { report: () => undefined, isCancelled: () => false };
const broke = new HostFailure('The connection ended.', 'It is opened again.', { passing: true });

describe('a repair', () => {
  it('asks for one finding after the other, by the ids that the person was shown, and never for a preview', async () => {
    const { connection, asked } = hostOf({ a: 'done', b: 'done' });
    const reports: number[] = [];
    const { actions, failure } = await repairEach(connection, plan('a', 'b'), {
      ...quiet,
      report: (done) => reports.push(done),
    });
    assert.deepEqual(asked, [
      { method: 'audit/repair', preview: false, findings: ['a'] },
      { method: 'audit/repair', preview: false, findings: ['b'] },
    ]);
    assert.deepEqual([reports, actions.length, failure], [[1, 2], 2, null]);
    assert.deepEqual(repairSummary({ actions, failure }, 2, 'hv01'), {
      severity: 'information',
      text: '2 findings mended on hv01.',
    });
  });

  it('goes on after one that cannot be mended, and says why', async () => {
    const { connection } = hostOf({ a: 'failed', b: 'gone' });
    const repaired = await repairEach(connection, plan('a', 'b'), quiet);
    assert.deepEqual(
      [repaired.actions[1]?.what, repaired.actions[1]?.message],
      ['Clear up b.', 'It was in order by then.'],
    );
    assert.deepEqual(repairSummary(repaired, 2, 'hv01'), {
      severity: 'warning',
      text: '1 of 2 findings mended on hv01. Remove a. It is in use.',
    });
  });

  it('stops where the host is lost, keeps what it knows, and asks for nothing more', async () => {
    const { connection, asked } = hostOf({ a: 'done', b: broke, c: 'done' });
    const repaired = await repairEach(connection, plan('a', 'b', 'c'), quiet);
    assert.equal(asked.length, 2);
    assert.deepEqual(repairSummary(repaired, 3, 'hv01'), {
      severity: 'warning',
      text: '1 of 3 findings mended on hv01. The connection ended. It is opened again.',
    });
  });

  it('stops between two findings when the person says so', async () => {
    const { connection, asked } = hostOf({ a: 'done', b: 'done' });
    const repaired = await repairEach(connection, plan('a', 'b'), {
      ...quiet,
      isCancelled: () => asked.length > 0,
    });
    assert.equal(asked.length, 1);
    assert.equal(repairSummary(repaired, 2, 'hv01').text, '1 of 2 findings mended on hv01.');
  });
});
