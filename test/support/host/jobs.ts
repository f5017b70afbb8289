import assert from 'node:assert/strict';
import type { ErrorBody, HostEvent, Job, ProvisionAccepted, SpecFile, Vm } from '#schemas/generated/types.ts';
import { request, type Reachable, type TestAnswer } from './client.ts';
import type { TestHost } from './testHost.ts';
import { waitFor, type WaitOptions } from './waitFor.ts';

/** Sends a spec to be provisioned. */
export function provision(
  host: Reachable,
  body: SpecFile,
  options: { readonly key?: string; readonly query?: string } = {},
): Promise<TestAnswer> {
  const headers = options.key === undefined ? {} : { 'idempotency-key': options.key };
  return request(host, {
    method: 'POST',
    path: `/api/vms/provision${options.query ?? ''}`,
    body,
    headers,
  });
}

/** Id of the job that an answer tells of; the answer must be 202. */
export function jobIdOf(answer: TestAnswer): string {
  assert.equal(answer.status, 202, answer.text);
  return (answer.body as ProvisionAccepted).provisioning_job_response.job_id;
}

/** The error that an answer is; its status must be the one expected. */
export function errorOf(answer: TestAnswer, status: number): ErrorBody {
  assert.equal(answer.status, status, answer.text);
  return answer.body as ErrorBody;
}

/** Sends a spec that must be accepted. */
export async function submit(host: Reachable, body: SpecFile, query = ''): Promise<string> {
  return jobIdOf(await provision(host, body, { query }));
}

/** Reads a job. */
export async function readJob(host: Reachable, jobId: string): Promise<Job> {
  const answer = await request(host, { path: `/api/jobs/${jobId}` });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Job;
}

/** Waits until a job has ended. */
export async function ended(host: Reachable, jobId: string, options?: WaitOptions): Promise<Job> {
  return waitFor(
    `job ${jobId} ends`,
    async () => {
      const job = await readJob(host, jobId);
      return job.status === 'Success' || job.status === 'Failed' ? job : null;
    },
    options,
  );
}

/** Provisions and waits for the end. */
export async function provisioned(host: Reachable, body: SpecFile, query = ''): Promise<Job> {
  return ended(host, await submit(host, body, query));
}

/** An action on a job or a VM, for instance `/api/jobs/<id>/cancel`. */
export function act(host: Reachable, path: string, body?: unknown): Promise<TestAnswer> {
  return request(host, { method: 'POST', path, ...(body === undefined ? {} : { body }) });
}

/** Asks for a VM to be deleted. */
export function remove(host: Reachable, vmId: string, query = ''): Promise<TestAnswer> {
  return request(host, { method: 'DELETE', path: `/api/vms/${vmId}${query}` });
}

/** The VMs that the host lists. */
export async function listVms(host: Reachable): Promise<Vm[]> {
  const answer = await request(host, { path: '/api/vms' });
  assert.equal(answer.status, 200, answer.text);
  return (answer.body as { vms: Vm[] }).vms;
}

/** The VM with this name. */
export async function vmNamed(host: Reachable, name: string): Promise<Vm> {
  const vm = (await listVms(host)).find(({ vm_name }) => vm_name === name);
  assert.ok(vm !== undefined, `there is a VM ${name}`);
  return vm;
}

/** Everything that happened so far. */
export function eventsOf({ host }: Pick<TestHost, 'host'>, jobId?: string): HostEvent[] {
  const all = host.store.events.after(0, 1_000_000);
  return jobId === undefined ? all : all.filter((event) => event.job_id === jobId);
}
