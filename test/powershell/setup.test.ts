import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runPowerShell, type Ran } from '../support/powershell/runPowerShell.ts';
import { samplePackage, writePackage } from '../support/service/samplePackage.ts';
import { skipTest } from '../support/skipTest.ts';
import { SCRIPTS } from './static/readScripts.ts';

/** A machine with one external, one internal and the default switch, and an adapter of somebody else's. */
const MACHINE = `
$null = New-Module -Name 'Hyper-V' -ScriptBlock {
    function Get-VMSwitch {
        param([string]$SwitchType)
        @(
            [pscustomobject]@{ Id = [guid]'11111111-0000-0000-0000-000000000001'; SwitchType = 'External' }
            [pscustomobject]@{ Id = [guid]'11111111-0000-0000-0000-000000000002'; SwitchType = 'Internal' }
        ) | Where-Object -FilterScript { $_.SwitchType -ceq $SwitchType }
    }
    function Get-VMNetworkAdapter {
        param([switch]$ManagementOS)
        if (-not $ManagementOS) { throw 'adapters of VMs are of no interest' }
        [pscustomobject]@{ SwitchId = '11111111-0000-0000-0000-000000000001'; DeviceId = '{AAAAAAAA-0000-0000-0000-000000000001}' }
        [pscustomobject]@{ SwitchId = '11111111-0000-0000-0000-000000000002'; DeviceId = '{AAAAAAAA-0000-0000-0000-000000000002}' }
    }
} | Import-Module -Global
function Get-NetAdapter {
    param([switch]$Physical)
    $physicalOnly = $Physical
    @(
        [pscustomobject]@{ Name = 'Ethernet [1]'; InterfaceGuid = '{BBBBBBBB-0000-0000-0000-000000000001}'; Own = $true }
        [pscustomobject]@{ Name = 'vEthernet (External_Switch)'; InterfaceGuid = '{aaaaaaaa-0000-0000-0000-000000000001}'; Own = $false }
        [pscustomobject]@{ Name = 'vEthernet (Default Switch)'; InterfaceGuid = '{AAAAAAAA-0000-0000-0000-000000000002}'; Own = $false }
        [pscustomobject]@{ Name = 'vEthernet (added by others)'; InterfaceGuid = '{CCCCCCCC-0000-0000-0000-000000000009}'; Own = $false }
    ) | Where-Object -FilterScript { $_.Own -or -not $physicalOnly }
}
function Get-NetFirewallRule { param([string]$Name) if ($env:VMSPEC_TEST_RULE -ceq $Name) { 'a rule' } }
function Remove-NetFirewallRule { [CmdletBinding(SupportsShouldProcess = $true)] param([string]$Name) [Console]::Out.WriteLine('removed ' + $Name) }
function New-NetFirewallRule {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param($Name, $DisplayName, $Group, $Enabled, $Direction, $Action, $Protocol, $LocalPort, $Profile, $Program, $InterfaceAlias)
    [Console]::Out.WriteLine(('rule {0} {1} {2} {3} {4} [{5}] {6}' -f $Name, $Direction, $Protocol, $LocalPort, $Profile, ($InterfaceAlias -join '|'), $Program))
}
`;

describe('the scripts of the installation', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec setup-'));
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function run(
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    return runPowerShell(shell, [], { args: ['-NoProfile', '-NonInteractive', '-File', file, ...args], env });
  }

  /** Runs a script on that machine; its arguments go through a file, as constants. */
  function onMachine(script: string, line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const file = join(folder, 'run.ps1');
    writeFileSync(file, `${MACHINE}\n& '${join(SCRIPTS, 'setup', script)}' ${line}\n`);
    return run(file, [], env);
  }

  describe('for the firewall', () => {
    const line =
      "-Name VMSpec-Host -Port 4417 -Profile Private -Program 'C:\\Program Files\\VMSpec\\node.exe'";

    it('lets in through adapters of the machine and its external switch, and through no other', async () => {
      const { stdout, stderr } = await onMachine('Set-FirewallRule.ps1', line);
      assert.equal(stderr, '');
      const rule = stdout.split(/\r?\n/).find((one) => one.startsWith('rule '));
      assert.equal(
        rule,
        'rule VMSpec-Host Inbound TCP 4417 Private [Ethernet `[1`]|vEthernet (External_Switch)] C:\\Program Files\\VMSpec\\node.exe',
      );
      assert.ok(!stdout.includes('removed'));
    });

    it('replaces the rule that is there', async () => {
      const { stdout } = await onMachine('Set-FirewallRule.ps1', line, { VMSPEC_TEST_RULE: 'VMSpec-Host' });
      assert.match(stdout, /removed VMSpec-Host[\s\S]*rule VMSpec-Host/);
    });

    it('refuses a profile that Windows does not have', async () => {
      const args = ['-Name', 'x', '-Port', '1', '-Profile', 'Office', '-Program', 'p'];
      const { code, stdout, stderr } = await run(join(SCRIPTS, 'setup', 'Set-FirewallRule.ps1'), args);
      assert.equal(code, 1);
      assert.match(stdout + stderr, /Profile/);
    });

    it('removes the rule, and does nothing where there is none', async () => {
      const there = await onMachine('Remove-FirewallRule.ps1', '-Name VMSpec-Host', {
        VMSPEC_TEST_RULE: 'VMSpec-Host',
      });
      assert.match(there.stdout, /^removed VMSpec-Host/);
      const gone = await onMachine('Remove-FirewallRule.ps1', '-Name VMSpec-Host');
      assert.deepEqual([gone.stdout, gone.stderr], ['', '']);
    });
  });

  describe('of the package', () => {
    /** Unpacks one with the real scripts. */
    function unpack(name: string): string {
      const target = join(folder, name);
      writePackage(target, samplePackage('1.0.0'));
      for (const script of ['install.ps1', 'uninstall.ps1'])
        copyFileSync(join(SCRIPTS, script), join(target, script));
      mkdirSync(join(target, 'dist', 'powershell', 'setup'), { recursive: true });
      copyFileSync(
        join(SCRIPTS, 'setup', 'Package.ps1'),
        join(target, 'dist', 'powershell', 'setup', 'Package.ps1'),
      );
      return target;
    }
    const stubs = 'function Unblock-File { param([string]$LiteralPath) }\n';
    async function started(target: string, script: string, options: string): Promise<Ran> {
      const file = join(folder, 'start.ps1');
      writeFileSync(file, `${stubs}& '${join(target, script)}' ${options}\nexit $LASTEXITCODE\n`);
      return run(file, []);
    }

    it('install nothing that was changed after it was packed', async () => {
      const target = unpack('damaged');
      writeFileSync(join(target, 'node.exe'), 'something else');
      rmSync(join(target, 'dist', 'vmspec.js'));
      const { code, stderr } = await started(target, 'install.ps1', '--dry-run');
      assert.equal(code, 78);
      assert.match(stderr, /This package is damaged, nothing was installed\..*: dist\/vmspec\.js, node\.exe/);
    });

    for (const script of ['install.ps1', 'uninstall.ps1']) {
      it(`${script} hands its options to the program as they are, and its exit code back`, async function () {
        if (process.platform === 'win32') skipTest(this, 'a shell script stands in for the program');
        const target = unpack(`options of ${script}`);
        const program = '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 6\n';
        writePackage(target, { ...samplePackage('1.0.0'), 'node.exe': program });
        chmodSync(join(target, 'node.exe'), 0o755);
        const { code, stdout } = await started(target, script, "--dry-run --name a b 'two words' '$(calc)'");
        const verb = script.replace('.ps1', '');
        const [path = '', ...rest] = stdout.trimEnd().split(/\r?\n/);
        assert.ok(path.endsWith('vmspec.js'), stdout);
        assert.deepEqual(rest, ['service', verb, '--dry-run', '--name', 'a', 'b', 'two words', '$(calc)']);
        assert.equal(code, 6);
      });
    }
  });
});
