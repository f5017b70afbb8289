import type { Parts } from '../../parts.ts';

/** Reads everything of the host anew, or looks for the host where there is none. */
export async function run({ hostLink }: Pick<Parts, 'hostLink'>): Promise<void> {
  const { connection, store, connect } = await hostLink();
  if (connection.state().kind === 'open') store.refresh();
  else connect();
}
