import type {
  ActivityRecord,
  AuditRepair,
  PairingCode,
  Paired,
  Template,
  TemplateRemoved,
  Token,
} from '#schemas/generated/types.ts';
import type { MethodName } from '#schemas/protocol/methods.ts';
import type { RouteName } from '#schemas/protocol/routes.ts';
import type { Accepted } from '../services/makeJob.ts';

type Details = ActivityRecord['details'];

/** What the record of a route or method tells of its answer, member by member: an answer may hold a secret. */
const ofAnswer: { readonly [K in RouteName | MethodName]?: (answer: never) => Details } = {
  createToken: ofToken,
  rotateToken: ofToken,
  pair: ({ name, role }: Paired) => ({ token: name, role }),
  createPairingCode: ({ role, expires_at }: PairingCode) => ({ role, expires_at }),
  repairAudit: ofRepair,
  'audit/repair': ofRepair,
  addTemplate: ofTemplate,
  'templates/add': ofTemplate,
  removeTemplate: ofTemplate,
  'templates/remove': ofTemplate,
};

function ofToken({ name, role, expires_at }: Token): Details {
  return { token: name, role, expires_at };
}

function ofTemplate({ path }: Template | TemplateRemoved): Details {
  return { template: path };
}

function ofRepair({ actions }: AuditRepair): Details {
  return { mended: actions.filter(({ outcome }) => outcome === 'done').length };
}

/** What a record tells of the answer of a route or method. */
export function detailsOf(name: RouteName | MethodName, answer: unknown): Details {
  return ofAnswer[name]?.(answer as never) ?? jobOf(answer);
}

/** Whether an answer tells only what would be done. */
export function isPreview(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'preview' in answer && answer.preview === true;
}

/** The job of an answer that made or changed one. */
function jobOf(answer: unknown): Details {
  if (typeof answer !== 'object' || answer === null || !('replayed' in answer)) return {};
  return { job_id: (answer as Accepted).answer.provisioning_job_response.job_id };
}
