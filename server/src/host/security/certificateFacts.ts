import { createHash, X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';

export interface CertificateFacts {
  /** SHA-256 fingerprint, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Names and addresses that it is made for, as a Host header writes them: lower case, IPv6 in brackets. */
  readonly names: readonly string[];
}

/** What a certificate in PEM or DER says; the first of a chain. Throws when it is none. */
export function certificateFacts(certificate: string | Buffer): CertificateFacts {
  const { raw, subjectAltName } = new X509Certificate(certificate);
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const names = (subjectAltName ?? '').split(', ').flatMap((entry) => {
    // A name with other characters is quoted by Node and no name of a host; a wildcard names no host either.
    const name = /^(?:DNS|IP Address):([A-Za-z0-9.:_-]+)$/.exec(entry)?.[1];
    return name === undefined ? [] : [hostForm(name)];
  });
  return { sha256, names };
}

/** Clients shorten IPv6 addresses as browsers do; a certificate spells them out. */
function hostForm(name: string): string {
  return isIPv6(name) ? new URL(`http://[${name}]`).hostname : name.toLowerCase();
}
