import type { AddressInfo } from 'node:net';
import type { CertificateFacts } from './security/certificateFacts.ts';

/** Where the host is. */
export interface HostAddress {
  /** For clients on this computer. */
  readonly localUrl: string;
  /** For clients elsewhere; where it listens on loopback only, the same. */
  readonly remoteUrl: string;
  /** Fingerprint of its certificate, 64 lower-case hexadecimal digits; null: it speaks no TLS. */
  readonly certSha256: string | null;
}

/** "Every address of this computer" is none that a client can name; loopback is one of them. */
const loopbackOf: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Addresses of a host that listens at `bound`. A client elsewhere uses a name that the host answers to: the first of its
 * configuration, else of its certificate.
 */
export function hostAddress(
  bound: AddressInfo,
  names: readonly string[],
  certificate: CertificateFacts | null,
): HostAddress {
  const scheme = certificate === null ? 'http' : 'https';
  const at = (name: string): string => `${scheme}://${name}:${bound.port}`;
  const localUrl = at(inUrl(loopbackOf[bound.address] ?? bound.address));
  const remote = [...names, ...(certificate?.names ?? [])].find((name) => !isLocal(name));
  const reachable = !isLocal(inUrl(bound.address));
  return {
    localUrl,
    remoteUrl: reachable && remote !== undefined ? at(remote) : localUrl,
    certSha256: certificate?.sha256 ?? null,
  };
}

function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function isLocal(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || name.startsWith('127.');
}
