import assert from 'node:assert/strict';
import type { Role } from '#schemas/roles.ts';
import { member, request, type Reachable } from './client.ts';

const DAY_S = 24 * 3600;

/** Makes a named token and answers its secret. */
export async function makeToken(host: Reachable, name: string, role: Role, days?: number): Promise<string> {
  const expiry = days === undefined ? {} : { expires_in_s: days * DAY_S };
  const body = { name, role, ...expiry };
  const answer = await request(host, { method: 'POST', path: '/api/tokens', body });
  assert.equal(answer.status, 201, answer.text);
  const secret = member(answer.body, 'secret');
  assert.ok(typeof secret === 'string');
  return secret;
}
