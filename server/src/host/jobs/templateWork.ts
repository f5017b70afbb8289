import { baseName } from '#core/templates/templateNames.ts';
import type { AddTemplateParams, RemoveTemplateParams } from '#core/templates/templateSteps.ts';
import type { JobError } from '#schemas/generated/types.ts';
import { jobError } from '../hyperv/failures.ts';
import { templateEvent } from '../services/templates/templateTurns.ts';
import { StorageFull } from '../store/database.ts';
import type { TemplateRecord } from '../store/templates.ts';
import { STOPPED, type JobContext } from './context.ts';
import { awaitEarlier, settleCall, settleStep, type Settled, type StepObserver } from './settleStep.ts';

/** Adds templates, one after the other since each fills the disks, and removes their files. */
export interface TemplateWork {
  /** Has a template added that was recorded as being added; one that was there is made read-only. */
  enqueue(id: number): void;
  /** Ends the work on one that nobody sees any more, and removes what there is of it. */
  giveUp(id: number): void;
  /** Deletes the file of one that is being removed; answers why not, or null. */
  deleteFile(id: number): Promise<string | null>;
  /** Takes up what an earlier run of the host left. */
  resume(): void;
  /** Looks for files that were left by what failed or was given up. */
  cleanUp(): Promise<void>;
  /** Resolves when nothing is worked on any more; call it after the host was told to stop. */
  drained(): Promise<void>;
}

/** A copy of a large disk to a slow one. */
const COPY_MS = 4 * 3600_000;

/** Progress of one that a driver was asked for: a copy tells no more until it is there. */
const BEGUN = 0.1;

/** Wait before work is taken up again whose records found no space, or whose files an earlier run still holds, in ms. */
const AGAIN_MS = 5_000;

/** What holds a template up is not told: it is on its way until it is there. */
const quiet: StepObserver = { waiting: () => undefined, retrying: () => undefined };

/** What the work on templates is done with. */
interface Work {
  readonly context: JobContext;
  readonly roots: readonly string[];
}

export function createTemplateWork(context: JobContext, roots: readonly string[]): TemplateWork {
  const { store, stopping } = context;
  const work: Work = { context, roots };
  const waiting: number[] = [];
  const state: {
    active: { readonly id: number; readonly end: AbortController } | null;
    running: Promise<void>;
  } = {
    active: null,
    running: Promise.resolve(),
  };
  const pump = (): void => {
    const id = state.active === null && !stopping.aborted ? waiting.shift() : undefined;
    if (id === undefined) return;
    const end = new AbortController();
    state.active = { id, end };
    state.running = workOn(work, id, end.signal).finally(() => {
      state.active = null;
      pump();
    });
  };
  const others = new Set<Promise<unknown>>();
  const track = <T>(promise: Promise<T>): Promise<T> => {
    const ended: Promise<unknown> = promise.finally(() => others.delete(ended)).catch(() => undefined);
    others.add(ended);
    return promise;
  };
  const enqueue = (id: number): void => {
    if (state.active?.id === id || waiting.includes(id)) return;
    waiting.push(id);
    pump();
  };
  return {
    enqueue,
    giveUp: (id) => {
      const at = waiting.indexOf(id);
      if (at >= 0) waiting.splice(at, 1);
      if (state.active?.id === id) state.active.end.abort();
      else {
        // A later look does it again.
        void track(cleanUpOne(work, id)).catch((error: unknown) => {
          context.logger.error(
            { err: error, template: id },
            'the files of a template could not be looked for',
          );
        });
      }
    },
    deleteFile: (id) => track(removeFile(work, id)),
    resume: () => {
      for (const { id } of store.templates.unfinished()) enqueue(id);
    },
    cleanUp: () =>
      track(
        (async () => {
          for (const { id } of store.templates.leftovers()) await cleanUpOne(work, id);
          for (const { id, state: now } of store.templates.unfinished()) if (now === 'REMOVING') enqueue(id);
        })(),
      ),
    drained: async () => {
      await Promise.all([state.running, ...others]);
    },
  };
}

/** Works on a template until it is through. A full disk is waited out; a mistake of ours ends that template, visibly. */
async function workOn(work: Work, id: number, end: AbortSignal): Promise<void> {
  const { logger, clock, stopping } = work.context;
  const isStopped = (): boolean => stopping.aborted;
  let mistaken = false;
  while (!isStopped()) {
    try {
      await workOnce(work, id, end, mistaken);
      return;
    } catch (error) {
      if (isStopped()) return;
      const full = error instanceof StorageFull;
      logger.error(
        { err: error, template: id },
        full ? 'no space for the record of a template' : 'a template met a mistake',
      );
      if (full) await clock.sleep(AGAIN_MS, stopping);
      else if (mistaken) return;
      else mistaken = true;
    }
  }
}

async function workOnce(work: Work, id: number, end: AbortSignal, mistaken: boolean): Promise<void> {
  const { templates } = work.context.store;
  const record = templates.get(id);
  if (record?.state === 'REMOVING') await removeFile(work, id);
  else if (record?.state === 'ADDING' && mistaken) fail(work, record, jobError('internal'));
  else if (record?.state === 'ADDING') await add(work, record, end);
  else if (record?.state === 'RECORDED') await seal(work, record);
  if (templates.get(id)?.state !== 'RECORDED') await cleanUpOne(work, id);
}

async function add(work: Work, record: TemplateRecord, end: AbortSignal): Promise<void> {
  const { context } = work;
  const { store, watch } = context;
  store.transact(() => {
    store.templates.progress(record.id, BEGUN);
  });
  const settled = await bringAbout(
    { ...context, stopping: AbortSignal.any([context.stopping, end]) },
    paramsOf(work, record),
  );
  if (!settled.ok && settled.error === STOPPED) return;
  // Whoever sees it as added finds the disk, too.
  if (settled.ok) await watch.fresh();
  if (store.templates.get(record.id)?.state !== 'ADDING') {
    await undo(work, record, settled.ok);
    return;
  }
  if (!settled.ok) {
    if (settled.error !== STOPPED) fail(work, record, settled.error);
    return;
  }
  store.transact((emit) => {
    store.templates.added(record.id, settled.output);
    if (record.replaces !== null) store.templates.supersede(record.replaces, record.path);
    emit(templateEvent(watch.current(), record.path, 'ok', `${baseName(record.path)} was added`));
  });
}

/** One that was given up when it was there already: the copy is for nobody. */
async function undo(
  { context, roots }: Work,
  { path, temporary }: TemplateRecord,
  isThere: boolean,
): Promise<void> {
  if (!isThere || temporary === null) return;
  const { hyperv, stopping } = context;
  await hyperv.ensure('remove_template', { files: [path], roots: foldersOf(roots, path) }, stopping);
}

function paramsOf({ context }: Work, { source, path, temporary, begun }: TemplateRecord): AddTemplateParams {
  const volume = path.slice(0, 3).toUpperCase();
  const base = context.watch.current()?.bases.find((item) => item.volume === volume);
  return { source: source ?? path, path, temporary, resumed: begun, reserve_mb: base?.host_reserve ?? 0 };
}

/** A copy that an earlier run began may still be written to by a process that outlived it: that one is waited for. */
async function bringAbout(context: JobContext, params: AddTemplateParams): Promise<Settled<'add_template'>> {
  const { hyperv, clock, stopping } = context;
  const patient = { ...context, stepTimeoutMs: COPY_MS };
  const end = clock.monotonic() + COPY_MS;
  if (params.resumed && hyperv.outlivesUs === true) {
    if ((await awaitEarlier(patient, 'add_template', params, quiet)) === STOPPED)
      return { ok: false, error: STOPPED };
  }
  for (;;) {
    const settled = await settleAdding(patient, params);
    const held = !settled.ok && settled.error !== STOPPED && settled.error.code === 'host_busy';
    if (!held || !params.resumed || clock.monotonic() >= end) return settled;
    await clock.sleep(AGAIN_MS, stopping);
  }
}

/** After the first call a file under the name of the template may be what that call did. */
function settleAdding(context: JobContext, params: AddTemplateParams): Promise<Settled<'add_template'>> {
  const later = { ...params, resumed: true };
  let next = params;
  return settleCall(context, 'add_template', later, quiet, (signal) => {
    const now = next;
    next = later;
    return context.hyperv.ensure('add_template', now, signal);
  });
}

/** One that was recorded when it was first used becomes read-only once somebody adds it. */
async function seal({ context }: Work, { path }: TemplateRecord): Promise<void> {
  const params = { source: path, path, temporary: null, resumed: false, reserve_mb: 0 };
  const settled = await settleStep(context, 'add_template', params, quiet);
  if (!settled.ok && settled.error !== STOPPED)
    context.logger.warn({ template: path, error: settled.error }, 'a template could not be made read-only');
}

function fail({ context: { store, watch, logger } }: Work, record: TemplateRecord, error: JobError): void {
  logger.warn(
    { template: record.path, code: error.code, detail: error.detail },
    'a template could not be added',
  );
  store.transact((emit) => {
    store.templates.failed(record.id, error);
    const what = `${baseName(record.path)} could not be added: ${error.message.replace(/\.$/, '')}`;
    emit(templateEvent(watch.current(), record.path, 'failed', what));
  });
}

/** Looks once for what was left of a template; a later look does it again until nothing was found often enough. */
async function cleanUpOne({ context, roots }: Work, id: number): Promise<void> {
  const { store, hyperv, stopping } = context;
  const record = store.templates.get(id);
  if (record === null || (record.state !== 'FAILED' && record.state !== 'LEFT')) return;
  const files = record.temporary === null ? [] : [record.temporary];
  const result = await hyperv.ensure(
    'remove_template',
    { files, roots: foldersOf(roots, record.path) },
    stopping,
  );
  if (result.outcome !== 'done' || result.acted) return;
  store.transact(() => {
    store.templates.lookedClean(id);
  });
}

/** A template may have been recorded when the host had other roots. */
function foldersOf(roots: readonly string[], path: string): string[] {
  return [...roots, path.slice(0, path.lastIndexOf('\\'))];
}

/** Deletes the file of a template that is being removed. One that cannot be deleted is recorded as before. */
async function removeFile({ context, roots }: Work, id: number): Promise<string | null> {
  const { store, watch } = context;
  const record = store.templates.get(id);
  if (record?.state !== 'REMOVING') return null;
  const params: RemoveTemplateParams = { files: [record.path], roots };
  const settled = await settleStep(context, 'remove_template', params, quiet);
  if (!settled.ok && settled.error === STOPPED) return 'The host is stopping; it goes on when it is back.';
  if (settled.ok) await watch.fresh();
  store.transact((emit) => {
    if (!settled.ok) {
      store.templates.setState(id, 'RECORDED');
      return;
    }
    store.templates.remove(id);
    emit(templateEvent(watch.current(), record.path, 'removed', `${baseName(record.path)} was deleted`));
  });
  if (settled.ok || settled.error === STOPPED) return null;
  return `${settled.error.message} ${settled.error.detail ?? ''}`.trim();
}
