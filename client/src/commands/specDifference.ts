import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import { hostSide } from '../fromHost/hostSide.ts';
import { readOnHost } from '../fromHost/readOnHost.ts';
import { SPEC_SUFFIX } from '../language/selector.ts';
import type { Parts } from '../parts.ts';
import { CommandFailure } from './commandFailure.ts';
import { openHost } from './openHost.ts';
import { shownSpec } from './shownSpec.ts';
import { type OpenSpec, specOf } from './specOf.ts';

/** Shows beside each other what the host has of the VMs of a spec, and the spec itself, in which one goes on writing. */
export async function run(parts: Pick<Parts, 'hostLink' | 'vmValues'>, argument: unknown): Promise<void> {
  const spec = await specOf(argument ?? shownSpec());
  const { connection, host } = await openHost(parts);
  const { vms, drift } = await connection.call('vms/plan', {}, spec.text);
  if (drift === undefined) {
    throw new CommandFailure(
      l10n.t('{0} is of a version that does not tell what differs.', host.name),
      l10n.t('Upgrade VMSpec there.'),
    );
  }
  const onHost = await readOnHost(connection, vms, drift);
  if (!onHost.some(({ isThere }) => isThere)) {
    say(l10n.t('None of the VMs of {0} is on {1}.', spec.name, host.name));
    return;
  }
  const text = hostSide(spec.text, onHost);
  if (text !== spec.text) await showBeside(parts, spec, text, host.name);
  else if (drift.length === 0) say(l10n.t('Nothing differs: {0} is what {1} has.', spec.name, host.name));
  else {
    const where = drift.map(({ vm_name, member }) => `${vm_name}: ${member}`).join(', ');
    say(l10n.t('What differs on {0} cannot be said in a spec: {1}.', host.name, where));
  }
}

async function showBeside(
  { vmValues }: Pick<Parts, 'vmValues'>,
  { uri, name }: OpenSpec,
  text: string,
  host: string,
): Promise<void> {
  const { page } = await vmValues();
  // The page is no spec by its name: the problems of what others made are not told there.
  const pageName = l10n.t('{0} on {1}.json', name.replace(SPEC_SUFFIX, ''), host);
  await commands.executeCommand(
    'vscode.diff',
    page(pageName, uri.toString(), text),
    uri,
    l10n.t('{0}: on {1} ↔ in the spec', name, host),
    { preview: true },
  );
}

function say(text: string): void {
  void window.showInformationMessage(text);
}
