import { Emitter, type Connection } from 'vscode-languageserver';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import { HostFactsParams as isHostFacts } from '#schemas/generated/lsp/HostFactsParams.js';
import { HOST_FACTS, STALE_AFTER_MS } from '#schemas/lsp/notifications.ts';
import type { Cancel, Clock } from '../clock.ts';

/** What the client last told of its host, and how old that is. */
export interface KnownHost {
  readonly facts: HostFactsParams;
  /** Milliseconds since the client received them; never below 0. */
  readonly ageMs: number;
  /** Too old to refuse anything for. */
  readonly stale: boolean;
}

/** The host that specs are written for, as far as the client has told. */
export interface HostFacts {
  /** Null when there is no host. */
  current(): KnownHost | null;
  /** Tells that `current` answers something else now, becoming stale included. */
  onChanged(listener: () => void): void;
}

/** Follows the client's notifications. Facts that are not what the schema says are logged and change nothing. */
export function followHostFacts(connection: Connection, clock: Clock): HostFacts {
  const changed = new Emitter<void>();
  const state: { facts: HostFactsParams | null; cancel: Cancel | null } = { facts: null, cancel: null };
  const ageOf = ({ at }: HostFactsParams): number => Math.max(0, clock.now() - Date.parse(at));
  const keep = (facts: HostFactsParams | null): void => {
    state.cancel?.();
    state.facts = facts;
    const left = facts === null ? 0 : STALE_AFTER_MS - ageOf(facts);
    state.cancel =
      left > 0
        ? clock.after(left, () => {
            changed.fire();
          })
        : null;
    changed.fire();
  };
  connection.onNotification(HOST_FACTS, (params: unknown) => {
    if (params == null) keep(null);
    else if (isHostFacts(params)) keep(params);
    else connection.console.warn(`${HOST_FACTS} is not as its schema says: ${faultOf(isHostFacts.errors)}`);
  });
  return {
    current: () => {
      if (state.facts === null) return null;
      const ageMs = ageOf(state.facts);
      return { facts: state.facts, ageMs, stale: ageMs >= STALE_AFTER_MS };
    },
    onChanged: (listener) => {
      changed.event(listener);
    },
  };
}

function faultOf(errors: typeof isHostFacts.errors): string {
  const first = errors?.[0];
  return first === undefined ? 'unknown' : `${first.instancePath} ${first.keyword}`;
}
