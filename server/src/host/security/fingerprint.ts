import { createHash, X509Certificate } from 'node:crypto';

/** SHA-256 fingerprint of a certificate in PEM or DER, as 64 lower-case hexadecimal digits. Throws when it is none. */
export function fingerprintOf(certificate: string | Buffer): string {
  return createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex');
}
