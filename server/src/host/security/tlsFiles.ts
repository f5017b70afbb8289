import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { HostConfig } from '#schemas/generated/types.ts';
import { certificateFacts, type CertificateFacts } from './certificateFacts.ts';

/** What a host needs to speak TLS. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly facts: CertificateFacts;
}

export type TlsReading =
  | { readonly ok: true; readonly tls: Tls | null }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Reads certificate and key of the configuration, and sees that they are one pair. Null: none is configured. */
export function readTls({ tls }: HostConfig): TlsReading {
  if (tls === undefined) return { ok: true, tls: null };
  try {
    const [cert, key] = [readFileSync(tls.cert), readFileSync(tls.key)];
    createSecureContext({ cert, key });
    return { ok: true, tls: { cert, key, facts: certificateFacts(cert) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      reasons: [
        `The certificate ${tls.cert} with the key ${tls.key} (tls in the configuration) cannot be used: ${reason}`,
      ],
    };
  }
}
