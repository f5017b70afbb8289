import type { HostConnection } from '../connection/hostConnection.ts';
import { askForJob } from './askForJob.ts';

/**
 * Asks the host to create the VMs of a spec, once, and answers the id of the job. The same key asks for the same job again.
 * Rejects with HostFailure.
 */
export function submit(connection: HostConnection, spec: string, key?: string): Promise<string> {
  return askForJob((idempotency_key) => connection.call('vms/provision', { idempotency_key }, spec), key);
}
