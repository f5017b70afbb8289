import * as l10n from '@vscode/l10n';
import { setContext } from '../setContext.ts';
import { renderCheck } from '../hosts/renderCheck.ts';
import type { Parts } from '../parts.ts';
import { openHost } from './openHost.ts';

/** Shows what may keep the host from creating VMs, and how to mend it, as a page. */
export async function run(parts: Pick<Parts, 'hostLink' | 'planView'>): Promise<void> {
  const { connection, host } = await openHost(parts);
  const doctor = await connection.call('doctor/get', {});
  setContext('checkedGreen', doctor.verdict !== 'red');
  const view = await parts.planView();
  await view.showPage(l10n.t('Check Host'), renderCheck(doctor, host));
}
