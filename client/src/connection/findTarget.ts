import { readAddress } from '#shared/host/address.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { tokenOf } from '#shared/host/token.ts';
import type { HostSettings } from '../settings/settings.ts';
import { HostFailure } from './failure.ts';
import { findLocal } from './findLocal.ts';
import type { TargetReading } from './target.ts';

const CONNECT = 'Use the command "VMSpec: Connect to Host...".';

/** Finds the host that the settings name, or the one that runs on this computer where they name none. */
export async function findTarget(
  settings: HostSettings,
  directories: readonly string[],
  tokenFor: (url: URL) => Promise<string | undefined>,
): Promise<TargetReading> {
  if (!settings.connect) return { none: 'The setting "vmspec.host.connect" is off.' };
  if (settings.url === '') return findLocal(directories);
  const reading = readAddress(settings.url);
  if ('wrong' in reading) return failed(wrongAddress(settings.url, reading.wrong));
  const { url } = reading;
  const certSha256 = normalizeFingerprint(settings.fingerprint);
  if (settings.fingerprint !== '' && certSha256 === null) {
    return failed('The setting "vmspec.host.certificateFingerprint" is no SHA-256 fingerprint.');
  }
  const token = tokenOf((await tokenFor(url)) ?? '');
  if (token === null) return failed(`No token is saved for the host at ${url.origin}.`);
  return { target: { url, token, certSha256, foundIn: 'the setting "vmspec.host.url"' } };
}

/** What is wrong with an address, for people. */
export function wrongAddress(text: string, wrong: 'form' | 'readable'): string {
  return wrong === 'form'
    ? `"${text}" is not the address of a host, such as https://hv01:4417.`
    : `${text} is another computer, and over http the token could be read on the way: use https.`;
}

function failed(message: string): TargetReading {
  return { failure: new HostFailure(message, CONNECT, { passing: false }) };
}
