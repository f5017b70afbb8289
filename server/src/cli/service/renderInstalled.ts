import type { PairingCode } from '#schemas/generated/types.ts';
import { renderPairingCode } from '../render/pairingCode.ts';
import type { Style } from '../render/style.ts';
import { quoted } from './commandLine.ts';
import type { Layout } from './layout.ts';

export interface Installed {
  readonly layout: Layout;
  readonly version: string;
  /** Name and port of this computer's host. */
  readonly name: string;
  readonly port: number;
  /** Other computers are let in. */
  readonly remote: boolean;
  /** The port is open in the firewall. */
  readonly open: boolean;
  /** Null where none could be made. */
  readonly pairing: PairingCode | null;
}

/** What a person needs to know now. */
export function renderInstalled(installed: Installed, style: Style): string {
  const { layout, version, name, port, remote, open, pairing } = installed;
  const command = `& ${quoted(layout.shortcut)}`;
  return [
    '',
    style('bold', `VMSpec ${version} is installed and ready.`),
    '',
    `Computer     ${name}, port ${String(port)}`,
    `Data         ${layout.dataDirectory}`,
    `Command      ${command} doctor`,
    pairing === null ? `A pairing code: ${command} token pair` : renderPairingCode(pairing, style),
    ...(remote ? [] : letOthersIn),
    ...(remote && !open ? closedPort(port) : []),
  ].join('\n');
}

function closedPort(port: number): string[] {
  return [
    '',
    `Port ${String(port)} stays closed in the firewall, as --firewall-profile none says. To open it for private networks:`,
    '  .\\install.ps1 --firewall-profile private',
  ];
}

const letOthersIn = [
  '',
  'Only this computer reaches it. To let others in, over TLS and through the firewall of private networks:',
  '  .\\install.ps1 --bind 0.0.0.0 --firewall-profile private',
];
