import type { JobList } from '#schemas/generated/types.ts';
import { request } from '../../../support/host/client.ts';
import { type HostProcess, startHostProcess } from '../../../support/host/hostProcess.ts';
import type { Window } from './window.ts';

/** Starts a practice host where a window looks for one of its own computer. */
export async function startHostBeside({ data }: Pick<Window, 'data'>, speed: number): Promise<HostProcess> {
  const started = await startHostProcess({ directory: data, speed });
  if ('ended' in started) throw new Error(started.ended.stderr);
  return started.host;
}

/** The jobs that a host lists. */
export async function jobsOf(host: HostProcess): Promise<JobList['jobs']> {
  return ((await request(host, { path: '/api/jobs' })).body as JobList).jobs;
}
