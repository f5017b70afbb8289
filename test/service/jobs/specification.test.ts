import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ErrorBody, Job, ProvisionAccepted, SpecFile } from '#schemas/generated/types.ts';
import { member, request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { eventsOf } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { openRpc } from '../../support/host/socket.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** What came back for a spec: the answer of success or the error, and the status that goes with it. */
interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Door {
  readonly name: string;
  readonly submit: (host: TestHost, body: SpecFile) => Promise<Reply>;
  readonly read: (host: TestHost, jobId: string) => Promise<unknown>;
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
    read: async (host, jobId) => (await request(host, { path: `/api/jobs/${jobId}` })).body,
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

/** Steps of these machines never answer, so that a job stays as it was submitted for as long as a test looks at it. */
const stillWaiting = { kind: 'hang', step: 'template' } as const;

for (const { name, submit, read } of doors) {
  describe(`the specification's scenarios ${name}`, () => {
    const { start } = hosts();

    describe('Scenario: Successful submission of a provisioning request', () => {
      it('Given valid VM specifications and sufficient resources, When the submission is processed, Then the system returns an HTTP 202 Accepted response And the response body contains a unique job_id And the dashboard displays the job status as "Submitted"', async () => {
        const host = await start({ faults: [stillWaiting], config: { limits: { vm_concurrency: 1 } } });
        // The one worker is kept busy, so that what comes after it waits its turn.
        await submit(host, spec(vm('busy')));

        const reply = await submit(host, spec(vm('web-01')));

        assert.equal(reply.status, 202);
        const { provisioning_job_response: response } = reply.body as ProvisionAccepted;
        assert.match(
          response.job_id,
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        assert.equal(response.status, 'Submitted');
        assert.equal(new Date(response.timestamp).toISOString(), response.timestamp);
        const job = (await read(host, response.job_id)) as Job;
        assert.equal(job.job_id, response.job_id);
        assert.equal(job.status, 'Submitted');
        const [announced] = eventsOf(host, response.job_id);
        assert.equal(announced?.type, 'job_submitted');
        assert.equal(member(announced.data, 'job', 'status'), 'Submitted');
        const again = await submit(host, spec(vm('web-02')));
        assert.notEqual(member(again.body, 'provisioning_job_response', 'job_id'), response.job_id);
      });
    });

    describe('Scenario: Submission fails due to resource over-commitment (Host Conflict)', () => {
      it('Given a provisioning request whose CPU cores exceed the current host capacity, When the provisioning service attempts resource validation, Then the system returns an HTTP 409 Conflict response And the response body contains an error message describing the resource constraint issue And no provisioning job is initiated', async () => {
        const host = await start({ machine: { ...smallMachine, logical_processors: 16 } });
        await submit(host, spec(vm('there-already', { cpu_cores: 8 })));
        const before = traceOf(host);

        const reply = await submit(host, spec(vm('too-big', { cpu_cores: 16 })));

        assert.equal(reply.status, 409);
        const error = reply.body as ErrorBody;
        assert.equal(error.status, 'error');
        assert.equal(error.message, 'Host capacity exceeded: CPU requested 16, available 8');
        assertNoTrace(host, before);
      });
    });

    describe('Scenario: Submission fails due to invalid input data (Bad Request)', () => {
      it('Given a provisioning request with a negative value for RAM allocation (ram_startup_mb: -1024), When the endpoint receives the payload, Then the system returns an HTTP 400 Bad Request response And the response body specifies the invalid parameter And no provisioning job is initiated', async () => {
        const host = await start();
        const before = traceOf(host);

        const reply = await submit(host, spec(vm('web-01', { ram_startup_mb: -1024 })));

        assert.equal(reply.status, 400);
        const error = reply.body as ErrorBody;
        assert.equal(error.code, 'invalid_request');
        assert.deepEqual(
          error.errors?.map(({ parameter, pointer }) => ({ parameter, pointer })),
          [{ parameter: 'ram_startup_mb', pointer: '/provisioning_request/vms/0/ram_startup_mb' }],
        );
        assertNoTrace(host, before);
      });
    });
  });
}
