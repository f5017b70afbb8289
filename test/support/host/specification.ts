import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type {
  Capacity,
  ErrorBody,
  EventList,
  HostConfig,
  Job,
  JobList,
  ProvisionAccepted,
  SimulatedHostFile,
  SpecFile,
  VmList,
} from '#schemas/generated/types.ts';
import type { Faults } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { member, request, type Reachable } from './client.ts';
import { smallMachine } from './smallMachine.ts';
import { openRpc } from './socket.ts';
import { spec, vm } from './vm.ts';

/** A host that the scenarios are played on, with a way to keep its jobs from going on. */
export interface ScenarioHost extends Reachable {
  readonly faults: Faults;
}

/** Starts a host for one scenario. */
export type StartScenarioHost = (options: {
  readonly machine?: SimulatedHostFile;
  readonly config?: HostConfig;
}) => Promise<ScenarioHost>;

/** What came back for a spec: the answer of success or the error, and the status that goes with it. */
interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Door {
  readonly name: string;
  readonly submit: (host: Reachable, body: SpecFile) => Promise<Reply>;
  readonly read: (host: Reachable, jobId: string) => Promise<unknown>;
}

const doors: readonly Door[] = [
  {
    name: 'over HTTP',
    submit: async (host, body) => {
      const { status, body: answer } = await request(host, {
        method: 'POST',
        path: '/api/vms/provision',
        body,
      });
      return { status, body: answer };
    },
    read: (host, jobId) => read(host, `/api/jobs/${jobId}`),
  },
  {
    name: 'over the WebSocket',
    submit: async (host, body) => {
      const rpc = await openRpc(host);
      const { result, error } = await rpc.call('vms/provision', { request: body });
      await rpc.close();
      if (error === undefined) return { status: 202, body: result };
      return { status: Number(member(error.data, 'http_status')), body: error.data };
    },
    read: async (host, jobId) => {
      const rpc = await openRpc(host);
      const { result } = await rpc.call('jobs/get', { job_id: jobId });
      await rpc.close();
      return result;
    },
  },
];

async function read<T>(host: Reachable, path: string): Promise<T> {
  const { status, body, text } = await request(host, { path });
  assert.equal(status, 200, text);
  return body as T;
}

/** Everything of jobs, promises and VMs that a client can see. A refused request leaves all of it as it was. */
async function visible(host: Reachable): Promise<unknown> {
  const { events } = await read<EventList>(host, '/api/events?limit=1000');
  const { resources } = await read<Capacity>(host, '/api/capacity');
  return {
    submitted: events.filter(({ type }) => type === 'job_submitted').length,
    jobs: (await read<JobList>(host, '/api/jobs')).jobs.map(({ job_id }) => job_id),
    promised: resources.map(({ resource, committed, reserved }) => [resource, committed + reserved]),
    vms: (await read<VmList>(host, '/api/vms')).vms.map(({ vm_name }) => vm_name),
  };
}

/** The template is looked at for ever, so that a job stays as it was submitted for as long as a test looks at it. */
const stillWaiting = { kind: 'hang', operation: 'Get-VHD' } as const;

/** The scenarios of the specification at each door of a host. */
export function describeSpecification(start: StartScenarioHost): void {
  for (const door of doors) {
    describe(door.name, () => {
      describe('Scenario: Successful submission of a provisioning request', () => {
        it('Given valid VM specifications and sufficient resources, When the submission is processed, Then the system returns an HTTP 202 Accepted response And the response body contains a unique job_id And the dashboard displays the job status as "Submitted"', async () => {
          const host = await start({ config: { limits: { vm_concurrency: 1 } } });
          host.faults.add(stillWaiting);
          // The one worker is kept busy, so that what comes after it waits its turn.
          await door.submit(host, spec(vm('busy')));

          const reply = await door.submit(host, spec(vm('web-01')));

          assert.equal(reply.status, 202);
          const { provisioning_job_response: response } = reply.body as ProvisionAccepted;
          assert.match(
            response.job_id,
            /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
          );
          assert.equal(response.status, 'Submitted');
          assert.equal(new Date(response.timestamp).toISOString(), response.timestamp);
          const job = (await door.read(host, response.job_id)) as Job;
          assert.equal(job.job_id, response.job_id);
          assert.equal(job.status, 'Submitted');
          const { events } = await read<EventList>(host, '/api/events?limit=1000');
          const [announced] = events.filter(({ job_id }) => job_id === response.job_id);
          assert.equal(announced?.type, 'job_submitted');
          assert.equal(member(announced.data, 'job', 'status'), 'Submitted');
          const again = await door.submit(host, spec(vm('web-02')));
          assert.notEqual(member(again.body, 'provisioning_job_response', 'job_id'), response.job_id);
        });
      });

      describe('Scenario: Submission fails due to resource over-commitment (Host Conflict)', () => {
        it('Given a provisioning request whose CPU cores exceed the current host capacity, When the provisioning service attempts resource validation, Then the system returns an HTTP 409 Conflict response And the response body contains an error message describing the resource constraint issue And no provisioning job is initiated', async () => {
          const host = await start({ machine: { ...smallMachine, logical_processors: 16 } });
          host.faults.add(stillWaiting);
          await door.submit(host, spec(vm('there-already', { cpu_cores: 8 })));
          const before = await visible(host);

          const reply = await door.submit(host, spec(vm('too-big', { cpu_cores: 16 })));

          assert.equal(reply.status, 409);
          const error = reply.body as ErrorBody;
          assert.equal(error.status, 'error');
          assert.equal(error.message, 'Host capacity exceeded: CPU requested 16, available 8');
          assert.deepEqual(await visible(host), before);
        });
      });

      describe('Scenario: Submission fails due to invalid input data (Bad Request)', () => {
        it('Given a provisioning request with a negative value for RAM allocation (ram_startup_mb: -1024), When the endpoint receives the payload, Then the system returns an HTTP 400 Bad Request response And the response body specifies the invalid parameter And no provisioning job is initiated', async () => {
          const host = await start({});
          const before = await visible(host);

          const reply = await door.submit(host, spec(vm('web-01', { ram_startup_mb: -1024 })));

          assert.equal(reply.status, 400);
          const error = reply.body as ErrorBody;
          assert.equal(error.code, 'invalid_request');
          assert.deepEqual(
            error.errors?.map(({ parameter, pointer }) => ({ parameter, pointer })),
            [{ parameter: 'ram_startup_mb', pointer: '/provisioning_request/vms/0/ram_startup_mb' }],
          );
          assert.deepEqual(await visible(host), before);
        });
      });
    });
  }
}
