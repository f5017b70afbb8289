import type { ActivityRecord, PairingCode, Paired, Token } from '#schemas/generated/types.ts';
import type { RouteName } from '#schemas/protocol/routes.ts';
import type { Accepted } from '../services/makeJob.ts';

type Details = ActivityRecord['details'];

/** What the record of a route tells of its answer, member by member: an answer may hold a secret. */
const ofAnswer: { readonly [K in RouteName]?: (answer: never) => Details } = {
  createToken: ofToken,
  rotateToken: ofToken,
  pair: ({ name, role }: Paired) => ({ token: name, role }),
  createPairingCode: ({ role, expires_at }: PairingCode) => ({ role, expires_at }),
};

function ofToken({ name, role, expires_at }: Token): Details {
  return { token: name, role, expires_at };
}

/** What a record tells of the answer of a route. */
export function detailsOf(route: RouteName, answer: unknown): Details {
  return ofAnswer[route]?.(answer as never) ?? jobOf(answer);
}

/** The job of an answer that made or changed one. */
export function jobOf(answer: unknown): Details {
  if (typeof answer !== 'object' || answer === null || !('replayed' in answer)) return {};
  return { job_id: (answer as Accepted).answer.provisioning_job_response.job_id };
}
