import { randomUUID } from 'node:crypto';
import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';

/** How often a request is sent whose answer got lost. */
const ATTEMPTS = 5;
const PAUSE_MS = 1000;

/**
 * Asks the host to create the VMs of a spec, and answers the id of the job. Where the connection breaks before the answer,
 * the request is repeated under its key, so that it is done once. Rejects with HostFailure.
 */
export async function submit(
  connection: HostConnection,
  spec: string,
  idempotency_key: string = randomUUID(),
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { provisioning_job_response: job } = await connection.call(
        'vms/provision',
        { idempotency_key },
        spec,
      );
      return job.job_id;
    } catch (error) {
      const lost = error instanceof HostFailure && error.refusal === null && error.passing;
      if (!lost || attempt >= ATTEMPTS) throw error;
      await pause(PAUSE_MS * attempt);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
