import type { Job, JobList, ProvisionAccepted } from '#schemas/generated/types.ts';
import type { Connection, RequestLine } from '../load/connection.ts';

/** Sends one request and reads its JSON. Throws when it is refused. */
export async function call(connection: Connection, request: RequestLine): Promise<unknown> {
  const { status, body } = await connection.send(request);
  if (status >= 300) throw new Error(`${request.method} ${request.path} was answered ${status}: ${body}`);
  return JSON.parse(body);
}

/** Sends a request that makes a job; answers the job's id. */
export async function submit(connection: Connection, request: RequestLine): Promise<string> {
  const accepted = (await call(connection, request)) as ProvisionAccepted;
  return accepted.provisioning_job_response.job_id;
}

/** Waits until a job has ended. Throws when it failed. */
export async function success(connection: Connection, jobId: string): Promise<void> {
  for (;;) {
    const job = (await call(connection, {
      method: 'GET',
      path: `/api/jobs/${jobId}?wait=30`,
      body: '',
    })) as Job;
    if (job.status === 'Failed') throw new Error(`job ${jobId} failed: ${JSON.stringify(job.vms[0])}`);
    if (job.status === 'Success') return;
  }
}

/** Waits until no job is waiting or worked on. */
export async function idle(connection: Connection): Promise<void> {
  for (const status of ['Submitted', 'Provisioning', 'Submitted']) {
    for (;;) {
      const path = `/api/jobs?status=${status}&limit=1`;
      const { jobs } = (await call(connection, { method: 'GET', path, body: '' })) as JobList;
      const [job] = jobs;
      if (job === undefined) break;
      await call(connection, { method: 'GET', path: `/api/jobs/${job.job_id}?wait=5`, body: '' });
    }
  }
}
