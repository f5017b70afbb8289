import type { HostProfiles } from '../settings/profiles.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** The saved hosts; `*` marks the one that commands speak to. Tokens are never shown. */
export function renderHosts(profiles: HostProfiles, style: Style): string {
  const hosts = Object.entries(profiles.hosts);
  if (hosts.length === 0) return 'No hosts saved; commands speak to the host of this computer.';
  const rows = hosts.map(([name, host]) => [
    name === profiles.current ? style('green', '*') : '',
    name,
    host.url,
    host.token_file ?? 'none',
    host.cert_sha256 ?? '-',
  ]);
  const columns = [
    { title: '' },
    { title: 'Name' },
    { title: 'Address' },
    { title: 'Token file' },
    { title: 'Pinned certificate' },
  ];
  return table(columns, rows, style);
}
