import { ConfigurationTarget, window, workspace } from 'vscode';
import type { Host } from '#schemas/generated/types.ts';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { explainConnectFailure } from '#shared/host/connectFailure.ts';
import { readAddress } from '#shared/host/address.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { tokenOf } from '#shared/host/token.ts';
import { wrongAddress } from '../connection/findTarget.ts';
import { startPosition } from '../connection/position.ts';
import { saveToken } from '../connection/savedToken.ts';
import { openSession } from '../connection/session.ts';
import { type ShownCertificate, shownCertificate } from '../connection/shownCertificate.ts';
import type { Parts } from '../parts.ts';
import { SECTION, readHostSettings, settingKeys } from '../settings/settings.ts';
import { CommandFailure } from './commandFailure.ts';

const TITLE = 'Connect to a VMSpec host';

/**
 * Asks for the address of a host and a token, shows its certificate to be pinned, tries them, and keeps them: the address
 * and the fingerprint in the person's settings, the token in the secret storage.
 */
export async function run({
  hostLink,
  secrets,
  client,
}: Pick<Parts, 'hostLink' | 'secrets' | 'client'>): Promise<void> {
  if (!workspace.isTrusted) {
    throw new CommandFailure('A host is used only in a trusted workspace.', 'Trust this one first.', 'trust');
  }
  const url = await askAddress();
  if (url === null) return;
  const pin = await askPin(url);
  if (pin === null) return;
  const token = await askToken(url);
  if (token === null) return;
  const host = await tryOut(url, pin.fingerprint, token, client);
  const configuration = workspace.getConfiguration(SECTION);
  await saveToken(secrets, url, token);
  await configuration.update(
    settingKeys.hostFingerprint,
    pin.fingerprint ?? undefined,
    ConfigurationTarget.Global,
  );
  await configuration.update(settingKeys.hostUrl, url.origin, ConfigurationTarget.Global);
  (await hostLink()).connect();
  const practice = host.simulated ? ' It is a practice host: nothing is created.' : '';
  void window.showInformationMessage(
    `Connected to ${host.name} as ${host.operator} (${host.role}).${practice}`,
  );
}

async function askAddress(): Promise<URL | null> {
  const { url } = readHostSettings(workspace.getConfiguration(SECTION));
  const text = await window.showInputBox({
    title: TITLE,
    prompt: 'Address of the host, as its installation printed it',
    placeHolder: `https://hv01:${String(DEFAULT_PORT)}`,
    value: url,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const reading = readAddress(value.trim());
      return 'wrong' in reading ? wrongAddress(value, reading.wrong) : null;
    },
  });
  if (text === undefined) return null;
  const reading = readAddress(text.trim());
  return 'url' in reading ? reading.url : null;
}

/** The fingerprint to pin: none over http and where this computer trusts the certificate. Null: the person says no. */
async function askPin(url: URL): Promise<{ readonly fingerprint: string | null } | null> {
  if (url.protocol !== 'https:') return { fingerprint: null };
  const shown = await lookAt(url);
  if (shown.trusted) return { fingerprint: null };
  const yes = 'It Is the Same: Pin It';
  const chosen = await window.showWarningMessage(
    `Is this the certificate of ${url.host}?`,
    {
      modal: true,
      detail: [
        'This computer does not know who signed it. Compare the fingerprint with the one that the host printed when it was installed (cert_sha256 in its host.json).',
        '',
        `SHA-256 ${shown.fingerprint}`,
        `${shown.subject}, valid to ${shown.validTo}`,
      ].join('\n'),
    },
    yes,
  );
  return chosen === yes ? { fingerprint: normalizeFingerprint(shown.fingerprint) } : null;
}

async function lookAt(url: URL): Promise<ShownCertificate> {
  try {
    return await shownCertificate(url);
  } catch (error) {
    const { message, hint } = explainConnectFailure(
      error instanceof Error ? error : new Error(String(error)),
    );
    throw new CommandFailure(`No answer from ${url.origin}: ${message}.`, hint);
  }
}

async function askToken(url: URL): Promise<string | null> {
  const text = await window.showInputBox({
    title: TITLE,
    prompt: `Token for ${url.host}; on the host, "vmspec token create" makes one`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      tokenOf(value) === null ? 'A token is one line of printable characters without spaces.' : null,
  });
  return text === undefined ? null : tokenOf(text);
}

async function tryOut(url: URL, certSha256: string | null, token: string, client: string): Promise<Host> {
  const quiet = { event: () => undefined, page: () => undefined, missed: () => undefined };
  const target = { url, token, certSha256, foundIn: 'what was typed' };
  const session = await openSession(target, client, startPosition(false), quiet);
  session.close();
  return session.host;
}
