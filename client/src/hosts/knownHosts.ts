import { readAddress } from '#shared/host/address.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';

/** A host on another computer that a person has added. Its token is in the secret storage, under its address. */
export interface KnownHost {
  /** For people: the computer's name, as the host tells it. */
  readonly name: string;
  /** Origin of its address. */
  readonly url: string;
  /** Fingerprint that its certificate must have, 64 hexadecimal digits; null: one that this computer trusts. */
  readonly certSha256: string | null;
}

/** The hosts in a setting. A person may edit it by hand: what is no host is left out. */
export function readKnownHosts(value: unknown): readonly KnownHost[] {
  if (!Array.isArray(value)) return [];
  const found = new Map<string, KnownHost>();
  for (const one of value) {
    const host = readKnownHost(one);
    if (host !== null) found.set(host.url, host);
  }
  return [...found.values()];
}

function readKnownHost(value: unknown): KnownHost | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, url, certificateFingerprint }: Partial<Record<string, unknown>> = { ...value };
  if (typeof url !== 'string') return null;
  const reading = readAddress(url.trim());
  if ('wrong' in reading) return null;
  const certSha256 =
    typeof certificateFingerprint === 'string' ? normalizeFingerprint(certificateFingerprint) : null;
  // A pin with a mistake in it must not become no pin.
  if (certificateFingerprint !== undefined && certificateFingerprint !== '' && certSha256 === null)
    return null;
  const known = typeof name === 'string' && name.trim() !== '' ? name.trim() : reading.url.host;
  return { name: known, url: reading.url.origin, certSha256 };
}

/** The hosts as a setting holds them. */
export function settingOf(hosts: readonly KnownHost[]): readonly object[] {
  return hosts.map(({ name, url, certSha256 }) => ({
    name,
    url,
    ...(certSha256 === null ? {} : { certificateFingerprint: certSha256 }),
  }));
}

/** The hosts with one more, or with what is known anew of one. Another host of the same name gets its address beside it. */
export function withHost(hosts: readonly KnownHost[], host: KnownHost): readonly KnownHost[] {
  const others = hosts.filter(({ url }) => url !== host.url);
  const taken = others.some(({ name }) => name.toLowerCase() === host.name.toLowerCase());
  return [...others, taken ? { ...host, name: `${host.name} (${new URL(host.url).host})` } : host];
}
