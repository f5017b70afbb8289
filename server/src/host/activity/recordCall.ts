import { methods, type MethodName } from '#schemas/protocol/methods.ts';
import { statusOf, type Outcome } from '../refusal.ts';
import type { Caller } from '../services/context.ts';
import type { ActivityLog } from './activityLog.ts';
import { detailsOf, isPreview } from './details.ts';

/** A JSON-RPC call that was carried out or refused. */
export interface EndedCall {
  readonly session: { readonly caller: Caller; readonly from: string };
  readonly request: { readonly method: MethodName };
  readonly requestId: string;
  /** The job or VM that its parameters name. */
  readonly target: string | null;
  readonly outcome: Outcome<unknown>;
}

const OK = 200;
const ACCEPTED = 202;

/** Gives a call to the activity log. */
export function recordCall(
  activity: ActivityLog,
  { session, request: { method }, requestId, target, outcome }: EndedCall,
): void {
  const { role, makesJob } = methods[method];
  activity.asked({
    kind: 'call',
    caller: session.caller,
    from: session.from,
    action: method,
    target,
    // What viewers may do changes nothing, such as planning.
    changes: role !== 'viewer' && !(outcome.ok && isPreview(outcome.value)),
    status: outcome.ok ? (makesJob === true ? ACCEPTED : OK) : statusOf(outcome.refusal),
    code: outcome.ok ? null : outcome.refusal.code,
    requestId,
    details: outcome.ok ? detailsOf(method, outcome.value) : {},
  });
}
