import assert from 'node:assert/strict';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';
import { inventoryNow } from '../support/provisionVm.ts';

const ROOT = 'C:\\Templates';
const template = (path: string): NonNullable<SimulatedHostFile['templates']>[number] => ({
  ...{ path: `${ROOT}\\${path}`, size_gb: 4, file_gb: 1, os: 'linux' },
});

/** Items as Windows tells them that are reparse points; a link has a kind beside that. */
const REPARSE: Readonly<Record<string, string>> = {
  [`${ROOT}\\link.vhdx`]: 'SymbolicLink',
  [`${ROOT}\\junction`]: 'Junction',
  [`${ROOT}\\deduplicated.vhdx`]: '',
  [ROOT]: 'Junction',
};
const PLANTED = [
  '$global:links = @{',
  ...Object.entries(REPARSE).map(([path, kind]) => `'${path}' = '${kind}';`),
  '};',
  ...['Get-ChildItem', 'Get-Item'].map((name) =>
    [
      `function global:${name} { [CmdletBinding()] param([string[]]$LiteralPath, [string]$Filter, [switch]$Force,`,
      '[switch]$Recurse, [switch]$Directory, [switch]$File)',
      `foreach ($item in @(Microsoft.PowerShell.Management\\${name} @PSBoundParameters)) {`,
      'if ($global:links.ContainsKey($item.FullName)) {',
      "$attributes = [System.IO.FileAttributes]($item.Attributes -bor [System.IO.FileAttributes]'ReparsePoint');",
      '$item | Add-Member -NotePropertyName Attributes -NotePropertyValue $attributes -Force;',
      '$item | Add-Member -NotePropertyName LinkType -NotePropertyValue $global:links[$item.FullName] -Force }',
      '$item } }',
    ].join(' '),
  ),
].join(' ');

describe('links below a template root', function () {
  this.timeout(180_000);
  let shell: Engine;
  let host: DriverHost;
  before(function () {
    shell = engine(this);
  });
  afterEach(() => host.close());

  it('T36: what a symbolic link or a junction stands for is no template, and is not opened', async () => {
    const templates = [
      ...['plain.vhdx', 'link.vhdx', 'deduplicated.vhdx'].map(template),
      ...['folder\\below.vhdx', 'junction\\outside.vhdx', 'junction\\deeper\\outside.vhdx'].map(template),
    ];
    host = await driverHost(shell, {
      machine: await servedMachine({ templates, vms: [] }),
      ...{ count: 1, planted: PLANTED },
    });
    host.hyperv.configure({ template_roots: [ROOT], vm_folders: ['D:\\VMSpec'] });
    const found = (await inventoryNow(host.hyperv)).templates.map(({ path }) => path);
    const names = ['deduplicated.vhdx', 'folder\\below.vhdx', 'plain.vhdx'];
    assert.deepEqual(
      found.toSorted(),
      names.map((name) => `${ROOT}\\${name}`),
    );
    const opened = JSON.stringify(
      host.machine.questions.filter((question) => JSON.stringify(question).includes('Get-VHD')),
    );
    assert.match(opened, /plain\.vhdx/);
    assert.doesNotMatch(opened, /link\.vhdx|outside\.vhdx/);
  });
});
