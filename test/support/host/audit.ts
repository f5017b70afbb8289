import assert from 'node:assert/strict';
import type { Audit, AuditFinding, AuditKind, AuditRepair } from '#schemas/generated/types.ts';
import { request, type Reachable } from './client.ts';

/** What the host says is off. */
export async function audit(host: Reachable): Promise<readonly AuditFinding[]> {
  const answer = await request(host, { path: '/api/audit' });
  assert.equal(answer.status, 200, answer.text);
  return (answer.body as Audit).findings;
}

/** The one finding that there is; it must be of this kind. */
export async function onlyFinding(host: Reachable, kind: AuditKind): Promise<AuditFinding> {
  const [found, ...more] = await audit(host);
  assert.ok(found !== undefined, 'something is off');
  assert.deepEqual(
    more.map((finding) => finding.message),
    [],
  );
  assert.equal(found.kind, kind);
  return found;
}

/** Has findings mended, the safe ones by default; or says what would be done. */
export async function repair(
  host: Reachable,
  findings?: readonly string[],
  preview = false,
): Promise<AuditRepair> {
  const body = { preview, ...(findings === undefined ? {} : { findings }) };
  const answer = await request(host, { method: 'POST', path: '/api/audit/repair', body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as AuditRepair;
}
