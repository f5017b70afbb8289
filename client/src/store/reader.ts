import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';
import { noWants, type ListName, type Wanted, type Wants } from './hostState.ts';
import type { Answer } from './inputs.ts';

/** VMs that one round reads one by one: reading thousands because some changed would keep the editor busy. */
const A_ROUND = 50;
/** So many VMs at once are read sooner as the whole list. */
const AS_LIST = 1000;
/** Jobs of a list: the most that a host hands out at once. */
const JOBS = 200;
/** A reading is followed by at least this many times its duration without one, so that a big list does not fill the time. */
const REST = 3;
const LONGEST_REST_MS = 10_000;
/** Milliseconds after which what could not be read is tried again. */
const AGAIN_MS = 3000;

export interface ReaderOptions {
  readonly connection: HostConnection;
  readonly deliver: (answer: Answer) => void;
  readonly log: (line: string) => void;
}

/** Reads what is wanted of a host, one round after the other; what is wanted meanwhile goes into the next. */
export interface Reader {
  want(wanted: Wanted): void;
  /** Forgets what is wanted, and what is on its way. */
  reset(): void;
}

export function createReader({ connection, deliver, log }: ReaderOptions): Reader {
  const wanted = noWants();
  const state: { timer: NodeJS.Timeout | null; reading: boolean; round: number; restUntil: number } = {
    timer: null,
    reading: false,
    round: 0,
    restUntil: 0,
  };
  const isWanted = (): boolean => wanted.lists.size + wanted.vms.size + wanted.jobs.size > 0;
  const later = (ms: number): void => {
    state.timer ??= setTimeout(() => {
      state.timer = null;
      void next();
    }, ms);
  };
  const next = async (): Promise<void> => {
    if (state.reading || !isWanted() || connection.state().kind !== 'open') return;
    const rest = state.restUntil - performance.now();
    if (rest > 0) {
      later(rest);
      return;
    }
    const { round } = state;
    const calls = callsFor(connection, takeRound(wanted));
    state.reading = true;
    const started = performance.now();
    const failed: Call[] = [];
    await Promise.all(
      calls.map(async (call) => {
        try {
          const answer = await call.read();
          if (round === state.round) deliver(answer);
        } catch (error) {
          log(`reading ${call.what}: ${error instanceof Error ? error.message : String(error)}`);
          failed.push(call);
        }
      }),
    );
    state.reading = false;
    if (round !== state.round) {
      void next();
      return;
    }
    const took = performance.now() - started;
    state.restUntil = performance.now() + Math.min(LONGEST_REST_MS, took * REST);
    for (const { again } of failed) again(wanted);
    if (failed.length > 0) later(AGAIN_MS);
    else void next();
  };
  return {
    want: ({ lists, vms, jobs }) => {
      for (const list of lists) wanted.lists.add(list);
      for (const id of vms) wanted.vms.add(id);
      for (const id of jobs) wanted.jobs.add(id);
      void next();
    },
    reset: () => {
      state.round += 1;
      if (state.timer !== null) clearTimeout(state.timer);
      state.timer = null;
      clear(wanted);
    },
  };
}

function clear({ lists, vms, jobs }: Wants): void {
  for (const set of [lists, vms, jobs]) set.clear();
}

/** Takes what the next round reads out of what is wanted. */
function takeRound(wanted: Wants): Wanted {
  if (wanted.vms.size >= AS_LIST) wanted.lists.add('vms');
  const lists = new Set(wanted.lists);
  // What is in a list is read with it.
  if (lists.has('vms')) wanted.vms.clear();
  if (lists.has('jobs')) wanted.jobs.clear();
  const vms = new Set([...wanted.vms].slice(0, A_ROUND));
  const jobs = new Set(wanted.jobs);
  wanted.lists.clear();
  wanted.jobs.clear();
  for (const id of vms) wanted.vms.delete(id);
  return { lists, vms, jobs };
}

interface Call {
  readonly what: string;
  readonly read: () => Promise<Answer>;
  /** Wants it once more. */
  readonly again: (wanted: Wants) => void;
}

function callsFor(connection: HostConnection, { lists, vms, jobs }: Wanted): Call[] {
  return [
    ...[...lists].map((name): Call => ({
      what: name,
      read: () => readList(connection, name),
      again: (wants) => wants.lists.add(name),
    })),
    ...[...vms].map((id): Call => ({
      what: `VM ${id}`,
      read: async () => ({
        kind: 'vm',
        id,
        vm: await orNone('vm_not_found', connection.call('vms/get', { vm_id: id })),
      }),
      again: (wants) => wants.vms.add(id),
    })),
    ...[...jobs].map((id): Call => ({
      what: `job ${id}`,
      read: async () => ({
        kind: 'job',
        id,
        job: await orNone('job_not_found', connection.call('jobs/get', { job_id: id })),
      }),
      again: (wants) => wants.jobs.add(id),
    })),
  ];
}

async function readList(connection: HostConnection, name: ListName): Promise<Answer> {
  switch (name) {
    case 'host':
      return { kind: name, host: await connection.call('host/get', {}) };
    case 'vms':
      return { kind: name, vms: (await connection.call('vms/list', {})).vms };
    case 'jobs':
      return { kind: name, jobs: (await connection.call('jobs/list', { limit: JOBS })).jobs };
    case 'capacity':
      return { kind: name, capacity: await connection.call('capacity/get', {}) };
    case 'templates':
      return { kind: name, templates: await connection.call('templates/list', {}) };
    case 'networks':
      return { kind: name, networks: await connection.call('networks/list', {}) };
  }
}

async function orNone<T>(code: string, answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HostFailure && error.refusal?.code === code) return null;
    throw error;
  }
}
