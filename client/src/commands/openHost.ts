import type { Host } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { Parts } from '../parts.ts';
import { needTrust } from './needTrust.ts';

/** A host, and the connection to it. */
export interface OpenHost {
  readonly connection: HostConnection;
  readonly host: Host;
}

/** The host, connected. Rejects with HostFailure where there is none, CommandFailure where none may be used. */
export async function openHost({ hostLink }: Pick<Parts, 'hostLink'>): Promise<OpenHost> {
  needTrust();
  const { connection, connect } = await hostLink();
  const { kind } = connection.state();
  if (kind !== 'open' && kind !== 'connecting') connect();
  return { connection, host: await connection.call('host/get', {}) };
}
