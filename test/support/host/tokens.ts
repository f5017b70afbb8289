import assert from 'node:assert/strict';
import type { Role } from '#schemas/roles.ts';
import { member, request, type Reachable } from './client.ts';

/** Makes a named token and answers its secret. */
export async function makeToken(
  host: Reachable,
  name: string,
  role: Role,
  expires_in_days?: number,
): Promise<string> {
  const expiry = expires_in_days === undefined ? {} : { expires_in_days };
  const body = { name, role, ...expiry };
  const answer = await request(host, { method: 'POST', path: '/api/tokens', body });
  assert.equal(answer.status, 201, answer.text);
  const secret = member(answer.body, 'secret');
  assert.ok(typeof secret === 'string');
  return secret;
}
