import { randomUUID } from 'node:crypto';
import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';

/** How often a request is sent whose answer got lost. */
const ATTEMPTS = 5;
const PAUSE_MS = 1000;

/**
 * Asks a host for work under a key, by default a new one, and answers the id of the job. Where the connection breaks before the answer, the
 * request is repeated under its key, so that it is done once. Rejects with HostFailure.
 */
export async function askForJob(
  ask: (idempotencyKey: string) => Promise<ProvisionAccepted>,
  key: string = randomUUID(),
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await ask(key)).provisioning_job_response.job_id;
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
