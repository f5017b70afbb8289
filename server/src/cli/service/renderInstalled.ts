import type { PairingCode } from '#schemas/generated/types.ts';
import type { Layout } from './layout.ts';

export interface Installed {
  readonly layout: Layout;
  readonly version: string;
  /** Name of this computer. */
  readonly name: string;
  /** Other computers are let in. */
  readonly remote: boolean;
  /** Null where none could be made. */
  readonly pairing: PairingCode | null;
}

/** What a person needs to know now. */
export function renderInstalled({ layout, version, name, remote, pairing }: Installed): string {
  const rows = [
    ['computer', name],
    ...(pairing === null
      ? []
      : [
          ['address', pairing.url],
          ['fingerprint', pairing.cert_sha256 ?? 'none: only this computer reaches it'],
        ]),
    ['data', layout.dataDirectory],
    ['command', `"${layout.shortcut}"`],
    ...(pairing === null
      ? []
      : [['code', `${pairing.code} (${pairing.role}, once, until ${pairing.expires_at})`]]),
  ];
  const table = rows.map(([title = '', value = '']) => `  ${title.padEnd(12)} ${value}`);
  return [
    '',
    `VMSpec ${version} is installed and ready.`,
    '',
    ...table,
    '',
    ...elsewhere(name, remote, pairing),
  ].join('\n');
}

function elsewhere(name: string, remote: boolean, pairing: PairingCode | null): string[] {
  if (!remote) {
    return [
      'Only this computer reaches it. To let others in, over TLS and through the firewall of private networks:',
      '  .\\install.ps1 --bind 0.0.0.0 --firewall-profile private',
    ];
  }
  if (pairing === null) return [];
  const pin = pairing.cert_sha256 === null ? '' : ` --cert-sha256 ${pairing.cert_sha256}`;
  return ['On another computer:', `  vmspec host add ${name} ${pairing.url}${pin} --code ${pairing.code}`];
}
