import type { ActivityRecord } from '#schemas/generated/types.ts';
import type { ErrorCode } from '#schemas/errors.ts';
import type { Clock } from '../ports.ts';
import { refusalThrottle } from '../security/refusalThrottle.ts';
import { withoutSecrets } from '../security/secretForm.ts';
import type { Caller } from '../services/context.ts';
import type { ActivityFile } from './activityFile.ts';

/** Something that a client asked for, and what came of it. */
export interface Asked {
  readonly kind: 'request' | 'call';
  /** Null: no token, or none that is valid. */
  readonly caller: Caller | null;
  readonly from: string;
  readonly action: string | null;
  readonly target: string | null;
  /** Whether it changes something when it is done. */
  readonly changes: boolean;
  readonly status: number;
  /** Null: it was done. */
  readonly code: ErrorCode | null;
  readonly requestId: string;
  readonly details: ActivityRecord['details'];
}

/** Who did what: kept apart from the log of the host, for people who must answer for it. */
export interface ActivityLog {
  /** Records what changed something, should have, or was refused by the guard; readings are left out. */
  asked(asked: Asked): void;
  /** Records what happened to the host. */
  host(kind: 'host_started' | 'host_stopped' | 'host_failed', details?: ActivityRecord['details']): void;
  /** Records since the start that could not be written, and why the last one could not; null: it was. */
  state(): { readonly lost: number; readonly failure: string | null };
  close(): void;
}

export interface ActivityLogOptions {
  readonly file: ActivityFile;
  readonly clock: Clock;
  /** Told once when records begin to be lost, and again after some were written. */
  readonly onFailure: (error: unknown) => void;
}

/** Refusals of the guard and of pairing: who was kept out, and from what. */
const keptOut: ReadonlySet<string> = new Set<ErrorCode>([
  ...(['unauthorized', 'forbidden', 'host_not_allowed', 'origin_not_allowed', 'rate_limited'] as const),
  ...(['pairing_refused', 'fingerprint_mismatch'] as const),
]);

/** A log of what is asked. A record that cannot be written is counted and told, and stops nothing. */
export function activityLog({ file, clock, onFailure }: ActivityLogOptions): ActivityLog {
  const throttle = refusalThrottle();
  const state: { lost: number; untold: number; failure: string | null } = {
    lost: 0,
    untold: 0,
    failure: null,
  };
  const stamped = (record: Omit<ActivityRecord, 'at'>): string =>
    JSON.stringify({ at: new Date(clock.now()).toISOString(), ...record });
  const write = (record: Omit<ActivityRecord, 'at'>): void => {
    try {
      if (state.untold > 0) file.append(stamped(ofHost('records_lost', { lost: state.untold })));
      state.untold = 0;
      state.failure = null;
      file.append(stamped(record));
    } catch (error) {
      state.lost += 1;
      state.untold += 1;
      const first = state.failure === null;
      state.failure = error instanceof Error ? error.message : String(error);
      if (first) onFailure(error);
    }
  };
  return {
    asked: (asked) => {
      const { changes, code, caller } = asked;
      if (!changes && (code === null || !keptOut.has(code))) return;
      // A token is never named so, so that nobody can use up what is written for those without one.
      const counted = code === null ? 0 : throttle.take(caller?.name ?? '', clock.monotonic());
      if (counted !== null) write(ofClient(asked, counted));
    },
    host: (kind, details = {}) => {
      write(ofHost(kind, details));
    },
    state: () => ({ lost: state.lost, failure: state.failure }),
    close: () => {
      file.close();
    },
  };
}

function ofClient(
  { kind, caller, from, action, target, status, code, requestId, details }: Asked,
  unrecorded: number,
): Omit<ActivityRecord, 'at'> {
  return {
    kind,
    who: caller?.name ?? null,
    role: caller?.role ?? null,
    from,
    action,
    target: target === null ? null : nameable(target),
    status,
    code,
    request_id: requestId,
    details: unrecorded === 0 ? details : { ...details, unrecorded },
  };
}

function ofHost(
  kind: ActivityRecord['kind'],
  details: ActivityRecord['details'],
): Omit<ActivityRecord, 'at'> {
  const nobody = { who: null, role: null, from: null, action: null, target: null };
  return { kind, ...nobody, status: null, code: null, request_id: null, details };
}

/** The form of ids and names. Anything else is no target of ours and may be long. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function nameable(target: string): string | null {
  return nameForm.test(target) && withoutSecrets(target) === target ? target : null;
}
