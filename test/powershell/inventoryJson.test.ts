import assert from 'node:assert/strict';
import { moduleManifest } from '../../server/src/host/hyperv/moduleFolder.ts';
import { engine } from '../support/powershell/engine.ts';
import { hostileStrings } from '../support/powershell/hostileStrings.ts';
import { runPowerShell } from '../support/powershell/runPowerShell.ts';

const texts = hostileStrings(400, '$(throw)').filter((text) => text !== '');

/** A VM whose every text is another of those; a few have only those that are written without a look. */
function vm(n: number): object {
  const text = (of: number): string =>
    n % 4 === 0 ? `C:\\plain ${of}` : (texts[(n * 7 + of) % texts.length] ?? '');
  return {
    vm_id: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`,
    vm_name: text(0),
    state: 'Running',
    generation: 2,
    path: text(1),
    notes: n === 1 ? '' : text(2),
    cpu_cores: n,
    nested_virtualization: n % 2 === 0,
    dynamic_memory: n % 3 === 0,
    ram_startup_mb: 4_194_304,
    ram_min_mb: 32,
    ram_max_mb: 1_048_576,
    memory_assigned_mb: 0,
    uptime_s: 31_536_000,
    heartbeat: 'ok',
    ip_addresses: Array.from({ length: n % 3 }, (_unused, of) => text(of + 3)),
    automatic_start_action: 'nothing',
    automatic_stop_action: 'save',
    checkpoint_type: 'disabled',
    secure_boot: n % 5 === 0 ? null : { enabled: n % 2 === 0, template: text(6) },
    tpm: n % 2 === 1,
    dvd_path: n % 2 === 0 ? null : text(7),
    disks: Array.from({ length: n % 4 }, (_unused, of) =>
      disk(text(of + 8), of === 0 ? null : text(of + 9), text(12)),
    ),
    adapters: [text(13).toLowerCase(), text(13).toUpperCase(), null].slice(0, n % 4).map((name) => ({
      ...{ switch: name, vlan_id: n % 2 === 0 ? null : n, mac_address: null, mac_spoofing: n % 2 === 0 },
    })),
  };
}

function disk(path: string, parent: string | null, id: string): object {
  return { path, format: 'VHDX', disk_id: id, size_mb: 65_536, file_mb: 4, parent_path: parent };
}

describe('the JSON of an inventory', function () {
  this.timeout(60_000);

  it('says what ConvertTo-Json would say, whatever the texts are', async function () {
    const shell = engine(this);
    const page = {
      stamp: 'one',
      next_page: null,
      inventory: {
        host: { computer_name: texts[0] },
        volumes: [],
        switches: [{ name: texts[1], type: 'Internal', vlan_id: null }],
        templates: [],
        vms: Array.from({ length: 100 }, (_unused, n) => vm(n)),
        own_files: texts.map((text, n) => disk(text, n % 2 === 0 ? null : text, `${n}`)),
      },
    };
    const { stdout, stderr } = await runPowerShell(shell, [
      '[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)',
      `Import-Module -Name '${moduleManifest() ?? ''}'`,
      `$page = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(page)}'))`,
      '& (Get-Module -Name VMSpec) { param($page) Write-VMSpecAnswer -Answer ([ordered]@{ ok = $true; result = ConvertTo-VMSpecPageJson -Page (ConvertFrom-Json -InputObject $page) }) } $page',
    ]);
    assert.equal(stderr, '');
    const frame = stdout.replace(/^VMSPEC:/, '');
    assert.deepEqual(JSON.parse(Buffer.from(frame, 'base64').toString('utf8')), { ok: true, result: page });
  });
});

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64');
}
