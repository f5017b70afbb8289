import type { PairingCode } from '#schemas/generated/types.ts';
import { isLoopbackUrl } from '#shared/host/address.ts';
import { fingerprintPairs } from './fingerprint.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { time } from './time.ts';

/** A pairing code, what belongs to it, and what to type on the other computer. */
export function renderPairingCode(pairing: PairingCode, style: Style): string {
  const { code, role, expires_at, cert_sha256 } = pairing;
  const url = new URL(pairing.url);
  const here = isLoopbackUrl(url);
  const name = /^[a-z][a-z0-9-]*/.exec(url.hostname)?.[0] ?? 'lab';
  const pin = cert_sha256 === null ? '' : ` --fingerprint ${printable(cert_sha256)}`;
  return [
    `Code         ${style('bold', printable(code))}   ${role}, good once, until ${printable(time(expires_at))}`,
    `Host         ${url.origin}`,
    ...(cert_sha256 === null ? [] : [`Fingerprint  ${fingerprintPairs(printable(cert_sha256))}`]),
    '',
    ...(here ? tunnel(url) : ['On the other computer:']),
    `  vmspec host add ${here ? 'lab' : name} --url ${url.origin} --code ${printable(code)}${pin}`,
    ...(cert_sha256 === null ? [] : ['Without --fingerprint it shows the certificate and asks.']),
  ].join('\n');
}

function tunnel({ port }: URL): string[] {
  return [
    'It listens on its own computer only. On another one, first open a tunnel and leave it open:',
    `  ssh -N -L ${port}:127.0.0.1:${port} THIS-COMPUTER`,
    'Then there:',
  ];
}
