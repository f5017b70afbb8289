import type { Host, SnapshotPage } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { ConnectionState } from '../connection/state.ts';
import {
  complete,
  emptyMirror,
  listNames,
  type Changes,
  type HostState,
  type ListName,
  type Mirror,
} from './hostState.ts';
import type { StoreInput } from './inputs.ts';
import { createReader } from './reader.ts';
import { reduce } from './reduce.ts';
import { withSample, type Sample } from './samples.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two rounds of what is told: a list of the editor repaints nothing when it is told more often. */
const FLUSH_MS = 250;
/** Milliseconds after which what no event tells, such as free space on a volume, is read anew. */
const SILENT_MS = 50_000;
const silent: ReadonlySet<ListName> = new Set(['capacity', 'templates', 'networks']);

export interface StoreOptions {
  readonly connection: HostConnection;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** Is told what is different; nothing may be: then the state was found to be as it was. */
export type StoreListener = (changes: Changes) => void;

/** The one mirror of what a host has: fed by its events, by snapshots, and by reading what events do not carry. */
export interface HostStore {
  /** Null until everything is known once, and when there is no host. */
  state(): HostState | null;
  /** Follows it until the answered function is called; told at most every 250 ms. */
  follow(listener: StoreListener): () => void;
  /** Reads everything anew. */
  refresh(): void;
  /** Capacity over time since this began to look, oldest first. */
  samples(): readonly Sample[];
  stop(): void;
}

/** Makes the store of a connection; it knows something as soon as the connection stands. */
export function createHostStore({ connection, now, log }: StoreOptions): HostStore {
  const listeners = new Set<StoreListener>();
  const live: {
    mirror: Mirror;
    state: HostState | null;
    inbox: StoreInput[];
    samples: readonly Sample[];
    /** Pages of a snapshot that is on its way; null: none is. */
    pages: SnapshotPage[] | null;
    /** What the host said of itself when the connection was opened. */
    opened: Host | null;
  } = { mirror: emptyMirror, state: null, inbox: [], samples: [], pages: null, opened: null };
  const flush = (): void => {
    const { mirror, changes, wanted } = reduce(live.mirror, live.inbox.splice(0));
    live.mirror = mirror;
    const at = now();
    live.state = complete(mirror, at.toISOString());
    if (mirror.capacity === null) live.samples = [];
    else if (changes.parts.has('capacity')) live.samples = withSample(live.samples, mirror.capacity, +at);
    reader.want(wanted);
    for (const listener of [...listeners]) listener(changes);
  };
  const soon = throttle(flush, FLUSH_MS);
  const take = (input: StoreInput): void => {
    live.inbox.push(input);
    soon();
  };
  const reader = createReader({ connection, deliver: take, log });
  const forget = (): void => {
    reader.reset();
    live.pages = live.opened = null;
    live.inbox = [{ kind: 'forgotten' }];
    soon.cancel();
    flush();
  };
  const follow = (state: ConnectionState): void => {
    switch (state.kind) {
      case 'open':
        // It is told again when it has stood for a while.
        if (live.opened !== state.host) take({ kind: 'opened', host: state.host });
        live.opened = state.host;
        return;
      case 'waiting':
        // The pages that are missing will not be sent again.
        if (live.pages !== null) take({ kind: 'missed' });
        live.pages = null;
        return;
      case 'off':
      case 'none':
      case 'failed':
        forget();
        return;
      case 'connecting':
        return;
    }
  };
  const page = (one: SnapshotPage): void => {
    live.pages ??= [];
    live.pages.push(one);
    if (!one.last) return;
    take({ kind: 'snapshot', pages: live.pages });
    live.pages = null;
  };
  const leave = connection.follow({
    state: follow,
    event: (event) => take({ kind: 'event', event }),
    page,
    missed: (what) => {
      live.pages = what === 'snapshot' ? [] : null;
      if (what === 'everything') take({ kind: 'missed' });
    },
  });
  const timer = setInterval(() => {
    if (connection.state().kind !== 'open') return;
    reader.want({ lists: silent, vms: new Set(), jobs: new Set() });
  }, SILENT_MS);
  follow(connection.state());
  return {
    state: () => live.state,
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => reader.want({ lists: new Set(listNames), vms: new Set(), jobs: new Set() }),
    samples: () => live.samples,
    stop: () => {
      clearInterval(timer);
      soon.cancel();
      reader.reset();
      leave();
      listeners.clear();
    },
  };
}
