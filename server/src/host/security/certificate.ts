import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { certificateFacts } from './certificateFacts.ts';
import { hostName } from './guard.ts';

export interface CertificateRequest {
  /** DNS names under which clients reach the host. */
  readonly names: readonly string[];
  /** IPv4 and IPv6 addresses under which clients reach the host. */
  readonly addresses: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days until it expires; default: about ten years. */
  readonly days?: number;
}

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PKCS #8 as PEM, not encrypted: the file that holds it is what protects it. */
  readonly key: string;
  /** SHA-256 fingerprint, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/**
 * About ten years. Clients pin the fingerprint, so nobody judges by the date, and nothing renews the certificate: an
 * early end would only lock out those who trust it by other means.
 */
const DAYS = 3650;
const DAY_MS = 24 * 3600 * 1000;
/** Bytes of the serial number; RFC 5280 allows 20. */
const SERIAL_BYTES = 16;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Makes a key and a certificate that it signs itself, for the TLS of a host. Throws TypeError for a name or an address
 * that is none, and where there is neither. The library is loaded here, so that only an installation pays for it.
 */
export async function makeCertificate(request: CertificateRequest): Promise<Certificate> {
  const names = alternativeNames(request);
  const { notBefore, notAfter } = validity(request);
  // The library looks for it when it is loaded.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: ['VMSpec host'] }],
      serialNumber: serialNumber(),
      notBefore,
      notAfter,
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  const cert = `${certificate.toString('pem')}\n`;
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert, key, sha256: certificateFacts(cert).sha256 };
}

interface AlternativeName {
  readonly type: 'dns' | 'ip';
  readonly value: string;
}

function alternativeNames({ names, addresses }: CertificateRequest): AlternativeName[] {
  for (const name of names) {
    if (hostName(name) !== name.toLowerCase() || isIP(name) !== 0)
      throw new TypeError(`"${name}" is not the name of a host`);
  }
  for (const address of addresses) {
    if (isIP(address) === 0) throw new TypeError(`"${address}" is not an IP address`);
  }
  const all: AlternativeName[] = [
    ...names.map((value) => ({ type: 'dns', value }) as const),
    ...addresses.map((value) => ({ type: 'ip', value }) as const),
  ];
  if (all.length === 0) throw new TypeError('a certificate needs a name or an address');
  return all;
}

/** It begins a day early: clocks differ, and a client whose clock is behind would refuse it. */
function validity({ now, days = DAYS }: CertificateRequest): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + days * DAY_MS) };
}

/** Random, and positive with every byte counting, whatever the first bits are. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(SERIAL_BYTES));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
