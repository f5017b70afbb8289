import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { addSteps, nothingYet } from '../hosts/addSteps.ts';
import type { Parts } from '../parts.ts';
import { runSteps } from '../steps/runSteps.ts';
import { needTrust } from './needTrust.ts';

/**
 * Adds a host: its address, a pairing code or a token, its certificate compared, and what Check Host says. Kept are the
 * address and the fingerprint in the person's settings, the token in the secret storage; then this workspace uses it.
 */
export async function run({ hostLink, client }: Pick<Parts, 'hostLink' | 'client'>): Promise<void> {
  needTrust();
  const added = await runSteps(addSteps(client), nothingYet);
  if (added?.url == null || added.host === null || added.token === null) return;
  const { url, host, token, pin } = added;
  const { hosts } = await hostLink();
  await hosts.remember({ name: host.name, url: url.origin, certSha256: pin }, token);
  await hosts.choose({ kind: 'known', url: url.origin });
  window.setStatusBarMessage(l10n.t('{0} is added and used here.', host.name), 5000);
}
