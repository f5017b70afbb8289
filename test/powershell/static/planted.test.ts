import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkScripts, type FoundProblem } from './checkScripts.ts';
import type { RuleName } from './problem.ts';

/** One mistake of each kind, and the rule that must see it. */
const PLANTED: readonly (readonly [RuleName, string])[] = [
  ['parse', 'if ($true) {'],
  ['ascii', "$text = '\u2019'"],
  ['syntax', '$x = $true ? 1 : 2'],
  ['syntax', '$x = $null ?? 1'],
  ['syntax', '$x = ${y}?.Name'],
  ['syntax', '$x ??= 1'],
  ['syntax', 'Get-Date && Get-Date'],
  ['syntax', 'Get-Date &'],
  ['syntax', 'using namespace System.IO'],
  ['syntax', 'class Thing { }'],
  ['type', '$x = [ulong]1'],
  ['type', '$x = [semver]"1.0.0"'],
  ['command', 'Get-Uptime'],
  ['command', 'gci'],
  ['command', '1 | % { $_ }'],
  ['command', 'Hyper-V\\Get-VMHostPartitionableGpu'],
  ['command', 'Hyper-V\\Wait-VM -VM $vm -Confirm:$false'],
  ['parameter', '1 | ForEach-Object -Parallel { $_ }'],
  ['parameter', 'ConvertTo-Json -InputObject 1 -EnumsAsStrings'],
  ['parameter', 'Set-Content -LiteralPath $path -Value $bytes -AsByteStream -Confirm:$false'],
  ['parameter', 'Hyper-V\\New-VM -Nam a -Confirm:$false'],
  ['parameter', "Hyper-V\\New-VM -GuestStateIsolationType 'TrustedLaunch' -Confirm:$false"],
  ['parameter', 'Hyper-V\\Set-VM -VM $vm -AutomaticCheckpointsEnabled $false -Confirm:$false'],
  ['prefix', 'Get-VM'],
  ['prefix', 'get-vmswitch'],
  ['forbidden', 'Invoke-Expression -Command $x'],
  ['forbidden', 'Add-Type -AssemblyName $x'],
  ['forbidden', 'Write-Host -Object 1'],
  ['forbidden', '$x = [scriptblock]::Create($y)'],
  ['forbidden', '$x = $ExecutionContext.InvokeCommand.ExpandString($y)'],
  ['dynamic', '& $command'],
  ['dynamic', '. $file'],
  ['dynamic', '& "Get-$noun"'],
  ['dynamic', 'Get-Item @parameters'],
  ['by-name', "Hyper-V\\Get-VM -Name 'web*'"],
  ['by-name', "Hyper-V\\Start-VM -Name 'web' -Confirm:$false"],
  ['by-name', "Hyper-V\\Get-VMProcessor -VMName 'web'"],
  ['positional', 'Hyper-V\\Get-VM $name'],
  ['positional', 'Get-Item $path'],
  ['prompt', 'Hyper-V\\Start-VM -VM $vm'],
  ['prompt', 'Hyper-V\\Remove-VM -VM $vm -Confirm:$false'],
  ['prompt', 'Remove-Item -LiteralPath $path -Confirm:$false'],
  ['localised', "if ($_.Exception.Message -match 'not found') { }"],
  ['localised', "if ($vm.Status -eq 'Operating normally') { }"],
  ['localised', "if ($_.Exception.Message.Contains('access')) { }"],
  ['function', 'function Get-Thing { 1 }'],
];

describe('the check of PowerShell scripts', function () {
  this.timeout(120_000);
  let folder: string;
  let found: readonly FoundProblem[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'planted-'));
    const paths = PLANTED.map(([, text], index) => {
      const path = join(folder, `${String(index)}.ps1`);
      writeFileSync(path, `${text}\n`);
      return path;
    });
    const clean = join(folder, 'clean.ps1');
    writeFileSync(clean, "$x = Hyper-V\\Get-VM -Id $id\nGet-Item -LiteralPath 'C:\\'\n");
    found = checkScripts([...paths, clean]);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [index, [rule, text]] of PLANTED.entries()) {
    it(`finds ${rule} in ${JSON.stringify(text)}`, () => {
      const path = join(folder, `${String(index)}.ps1`);
      const rules = found.filter((problem) => problem.path === path).map((problem) => problem.rule);
      assert.ok(rules.includes(rule), `found only: ${rules.join(', ')}`);
    });
  }

  it('finds nothing where nothing is wrong', () => {
    assert.deepEqual(
      found.filter((problem) => problem.path.endsWith('clean.ps1')),
      [],
    );
  });
});
