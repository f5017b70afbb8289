import { writeDraft } from '../form/draft.ts';
import { showAs } from '../form/showAs.ts';
import type { HostLink } from '../hostLink.ts';
import type { Parts } from '../parts.ts';
import { shownSpec } from './shownSpec.ts';

/** Milliseconds that a host which is being read may take before a draft is made without it. */
const PATIENCE_MS = 2000;

/** Opens the form: on the spec that is shown, or on a new draft. */
export async function run(parts: Pick<Parts, 'drafts' | 'hostLink'>): Promise<void> {
  const uri = shownSpec() ?? (await writeDraft(parts, await hostOf(parts)));
  await showAs(uri, 'form');
}

/** What is known of the host, once it was read; null where there is none or it takes too long. */
async function hostOf({
  hostLink,
}: Pick<Parts, 'hostLink'>): Promise<ReturnType<HostLink['store']['state']>> {
  const { connection, store, connect } = await hostLink();
  if (connection.state().kind === 'off') connect();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const leave of leaving) leave();
      resolve(store.state());
    };
    const look = (): void => {
      const { kind } = connection.state();
      if (store.state() !== null || (kind !== 'open' && kind !== 'connecting')) end();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const leaving = [connection.follow({ state: look }), store.follow(look)];
    look();
  });
}
