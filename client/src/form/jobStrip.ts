import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { FormJobMessage, Job } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { Disposing } from '../disposing.ts';
import { stopQuestion } from '../jobs/stopQuestion.ts';
import { followJob } from '../provision/followJob.ts';
import { hasEnded } from '../provision/jobWords.ts';
import type { FormMemory } from './formMemory.ts';
import { jobView } from './jobView.ts';

export interface JobStripOptions {
  readonly uri: string;
  readonly connection: HostConnection;
  readonly memory: FormMemory;
  /** Version of the document. */
  readonly version: () => number;
  readonly show: (message: FormJobMessage) => void;
  /** Is told that the names that the job makes may be others now. */
  readonly made: () => void;
  readonly log: (line: string) => void;
}

/** The job that came out of a file, shown in its form. */
export interface JobStrip extends Disposing {
  message(): FormJobMessage;
  /** Shows a job from now on, also after a reload of the window. */
  begin(jobId: string, host: string): void;
  /** Asks whether to stop it, and stops it. */
  cancel(): Promise<void>;
  retry(): Promise<void>;
  /** Names, in lower case, of the VMs that the job makes, or has made of the text that is still there. */
  made(): ReadonlySet<string>;
  /** Shows it no more. */
  dismiss(): void;
  /** The connection has changed. */
  refresh(): void;
}

interface Live {
  round: number;
  kept: { readonly jobId: string; readonly host: string } | null;
  job: Job | null;
  /** Version of the document while the job was last seen running; -1: it was not. */
  version: number;
  /** Why the host does not tell of it. */
  lost: string;
}

/** Makes the strip of a file, with the job that was kept of it. */
export function createJobStrip(options: JobStripOptions): JobStrip {
  const { uri, connection, memory, log } = options;
  const live: Live = { round: 0, kept: memory.job(uri), job: null, version: -1, lost: '' };
  const message = (): FormJobMessage => ({ type: 'job', job: viewOf(live, connection) });
  const show = (): void => options.show(message());
  const follow = async (): Promise<void> => {
    const { kept } = live;
    if (kept === null) return;
    const round = ++live.round;
    const isOld = (): boolean => round !== live.round;
    live.lost = '';
    try {
      const take = (job: Job): void => {
        if (isOld()) return;
        live.job = job;
        if (!hasEnded(job)) live.version = options.version();
        show();
        options.made();
      };
      await followJob(connection, kept.jobId, take, (job) => isOld() || isSettled(job));
    } catch (error) {
      if (isOld()) return;
      live.lost = error instanceof Error ? error.message : String(error);
      log(`job ${kept.jobId}: ${live.lost}`);
      show();
    }
  };
  const keep = (kept: Live['kept']): void => {
    live.kept = kept;
    live.job = null;
    live.version = -1;
    live.lost = '';
    memory.keepJob(uri, kept);
    show();
    options.made();
  };
  void follow();
  return {
    message,
    begin: (jobId, host) => {
      keep({ jobId, host });
      void follow();
    },
    cancel: async () => {
      const { job } = live;
      if (job === null || hasEnded(job)) return;
      const { text, detail } = stopQuestion(job);
      const stop = l10n.t('Stop');
      if ((await window.showWarningMessage(text, { modal: true, detail }, stop)) !== stop) return;
      await connection.call('jobs/cancel', { job_id: job.job_id });
    },
    retry: async () => {
      const { kept } = live;
      if (kept === null) return;
      await connection.call('jobs/retry', { job_id: kept.jobId });
      void follow();
    },
    made: () => {
      const { job, version } = live;
      const isOurs = job !== null && (!hasEnded(job) || version === options.version());
      return new Set(isOurs ? job.vms.flatMap(nameInUse) : []);
    },
    dismiss: () => {
      live.round += 1;
      keep(null);
    },
    refresh: show,
    dispose: () => {
      live.round += 1;
    },
  };
}

/** Whether nothing of the job changes any more by itself: it has ended, and no guest is waited for. */
function isSettled(job: Job): boolean {
  return hasEnded(job) && !job.vms.some(({ guest }) => guest === 'waiting');
}

function nameInUse({ status, vm_name }: Job['vms'][number]): readonly string[] {
  return status === 'Failed' ? [] : [vm_name.toLowerCase()];
}

function viewOf({ kept, job, lost }: Live, connection: HostConnection): FormJobMessage['job'] {
  if (kept === null) return null;
  const away =
    connection.state().kind === 'open'
      ? ''
      : l10n.t('{0} does not answer: this is how it was. The job goes on there.', kept.host);
  if (job !== null && lost === '') return jobView(job, kept.host, away);
  return {
    job_id: kept.jobId,
    title: l10n.t('Job on {0}', kept.host),
    line: '',
    percent: 0,
    phase: 'unknown',
    away: lost === '' ? l10n.t('Waiting for {0} to tell how the job stands.', kept.host) : lost,
    outcome: '',
    next: '',
    retry: false,
    vms: [],
  };
}
