import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { commands, window, workspace } from 'vscode';
import type { JobKind } from '#schemas/generated/types.ts';
import type { Disposing } from '../disposing.ts';
import type { HostLink } from '../hostLink.ts';
import type { Parts } from '../parts.ts';
import type { Outcome } from '../provision/jobWords.ts';
import { isTold, readNotifications, SECTION } from '../settings/settings.ts';
import { setContext } from '../setContext.ts';
import type { HostJob } from '../store/hostState.ts';
import { createClaims } from './claims.ts';
import { endedJobs, endKey } from './endedJobs.ts';
import { letOthersTell } from './letOthersTell.ts';
import { summaryOf } from './summary.ts';

/** Milliseconds that the end is told in the status bar where no notification is wanted. */
const SHORTLY_MS = 10_000;

/** Tells of the end of jobs: one notification for what was asked for together, in one window, once. */
export interface JobEnds extends Disposing {
  /** Begins jobs that are asked for together. */
  begin(kind: JobKind): JobGroup;
}

/** Jobs that are told of together. */
export interface JobGroup {
  add(jobId: string): void;
  /** No more come; `refused`: why the host took some of them not. */
  close(refused: readonly string[]): void;
}

interface Group {
  readonly kind: JobKind;
  readonly waiting: Set<string>;
  readonly ended: HostJob[];
  /** Null while more may come. */
  refused: readonly string[] | null;
}

export function createJobEnds(
  { storage, output }: Pick<Parts, 'storage' | 'output'>,
  { store }: HostLink,
): JobEnds {
  const claims = createClaims(join(storage.fsPath, 'job-ends'), () => new Date());
  const groups = new Set<Group>();
  const live = { before: store.state() };
  const tell = async ({ kind, ended: jobs, refused }: Group, host: string): Promise<void> => {
    const looking = await letOthersTell();
    const [first] = jobs;
    if (first !== undefined && !(await claims.take(endKey(first)))) return;
    const outcome = summaryOf(kind, jobs, refused ?? [], host);
    if (jobs.some(({ kind: done, counts }) => done === 'provision' && counts.created > 0)) {
      setContext('createdVm', true);
    }
    const choice = readNotifications(workspace.getConfiguration(SECTION));
    if (!isTold(choice, outcome.severity === 'information' ? 'well' : 'badly', looking)) {
      window.setStatusBarMessage(outcome.text, SHORTLY_MS);
      return;
    }
    await show(outcome, first);
  };
  const tellLater = (group: Group, host: string): void => {
    tell(group, host).catch((error: unknown) => output.error('telling the end of a job', String(error)));
  };
  const finishGroup = (group: Group, host: string): void => {
    if (group.waiting.size > 0 || group.refused === null) return;
    groups.delete(group);
    tellLater(group, host);
  };
  const leave = store.follow(() => {
    const { before } = live;
    const after = store.state();
    // While a host is away, what was known of it is what its next state is compared with.
    if (after === null) return;
    live.before = after;
    for (const job of endedJobs(before, after)) {
      const group = [...groups].find(({ waiting }) => waiting.has(job.job_id));
      if (group === undefined) {
        tellLater({ kind: job.kind, waiting: new Set(), ended: [job], refused: [] }, after.host.name);
        continue;
      }
      group.waiting.delete(job.job_id);
      group.ended.push(job);
      finishGroup(group, after.host.name);
    }
  });
  return {
    begin: (kind) => {
      const group: Group = { kind, waiting: new Set(), ended: [], refused: null };
      groups.add(group);
      return {
        add: (jobId) => group.waiting.add(jobId),
        close: (refused) => {
          group.refused = refused;
          finishGroup(group, live.before?.host.name ?? '');
        },
      };
    },
    dispose: leave,
  };
}

async function show({ severity, text, retry }: Outcome, job: HostJob | undefined): Promise<void> {
  const say = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[severity];
  const again = l10n.t('Try Again');
  const look = l10n.t('Show Job');
  const chosen = await say(text, ...(retry ? [again] : []), ...(job === undefined ? [] : [look]));
  if (chosen === undefined || job === undefined) return;
  const node = { id: '', subject: { kind: 'job', jobId: job.job_id } };
  await commands.executeCommand(chosen === again ? 'vmspec.retryJob' : 'vmspec.showJob', node);
}
