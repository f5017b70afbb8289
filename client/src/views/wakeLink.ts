import { workspace } from 'vscode';
import type { HostLink } from '../hostLink.ts';
import type { Parts } from '../parts.ts';

/** The link to the host; connected, now that somebody looks, where nobody did before. */
export async function wakeLink({ hostLink }: Pick<Parts, 'hostLink'>): Promise<HostLink> {
  const link = await hostLink();
  if (link.connection.state().kind === 'off' && workspace.isTrusted) link.connect();
  return link;
}
