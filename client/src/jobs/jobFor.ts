import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { openStore, type OpenStore } from '../commands/openStore.ts';
import type { Parts } from '../parts.ts';
import type { HostJob } from '../store/hostState.ts';
import { jobLabel, jobStanding, timeOf } from '../views/jobs/jobsModel.ts';
import { rowsOf } from '../vms/targets.ts';

/** Which jobs an action is for, and how it asks. */
export interface JobChoice {
  readonly title: string;
  readonly fits: (job: HostJob) => boolean;
  /** What is said where there are none. */
  readonly none: string;
}

/** Jobs of an action, and the host that they are on. */
export interface JobTargets extends OpenStore {
  readonly jobs: readonly HostJob[];
}

/** The jobs that a command is for: those of the rows, or the one that the person picks. Null where there is none. */
export async function jobsFor(
  parts: Pick<Parts, 'hostLink'>,
  choice: JobChoice,
  argument: unknown,
  selection: unknown,
): Promise<JobTargets | null> {
  const open = await openStore(parts);
  const rows = rowsOf(argument, selection);
  const ids = rows.flatMap(({ subject }) =>
    (subject.kind === 'job' || subject.kind === 'group' || subject.kind === 'jobVm') && subject.jobId !== null
      ? [subject.jobId]
      : [],
  );
  const named = [...new Set(ids)].flatMap((id) => open.state.jobs.get(id) ?? []);
  const fitting = (rows.length > 0 ? named : [...open.state.jobs.values()]).filter(choice.fits);
  if (fitting.length === 0) {
    void window.showInformationMessage(choice.none);
    return null;
  }
  const jobs = rows.length > 0 ? fitting : await pick(fitting, choice.title);
  return jobs.length === 0 ? null : { ...open, jobs };
}

async function pick(jobs: readonly HostJob[], title: string): Promise<readonly HostJob[]> {
  const items = jobs
    .toSorted((left, right) => (left.created_at > right.created_at ? -1 : 1))
    .map((job) => ({
      label: jobLabel(job),
      description: `${jobStanding(job)} · ${timeOf(job.created_at)}`,
      job,
    }));
  const one = await window.showQuickPick(items, { title, placeHolder: l10n.t('Which job?') });
  return one === undefined ? [] : [one.job];
}
