import { ConfigurationTarget, window, workspace } from 'vscode';
import { readAddress } from '#shared/host/address.ts';
import { forgetToken } from '../connection/savedToken.ts';
import type { Parts } from '../parts.ts';
import { SECTION, readHostSettings, settingKeys } from '../settings/settings.ts';

/** Forgets the host that was connected to, with its token; the host on this computer is used again. */
export async function run({ hostLink, secrets }: Pick<Parts, 'hostLink' | 'secrets'>): Promise<void> {
  const configuration = workspace.getConfiguration(SECTION);
  const { url } = readHostSettings(configuration);
  if (url === '') {
    void window.showInformationMessage('No host is saved: the one on this computer is used.');
    return;
  }
  const reading = readAddress(url);
  if ('url' in reading) await forgetToken(secrets, reading.url);
  await configuration.update(settingKeys.hostUrl, undefined, ConfigurationTarget.Global);
  await configuration.update(settingKeys.hostFingerprint, undefined, ConfigurationTarget.Global);
  if (workspace.isTrusted) (await hostLink()).connect();
  void window.showInformationMessage(`${url} and its token are forgotten.`);
}
