import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runScriptFile, type Ran } from '../support/powershell/runPowerShell.ts';
import { SWITCH_MACHINE } from '../support/powershell/switchMachine.ts';
import { SCRIPTS } from './static/readScripts.ts';

describe('the scripts of the installation', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec setup-'));
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (file: string, args: readonly string[], env = {}): Promise<Ran> =>
    runScriptFile(shell, file, args, env);

  /** Runs a script on that machine; its arguments go through a file, as constants. */
  function onMachine(script: string, line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const file = join(folder, 'run.ps1');
    writeFileSync(file, `${SWITCH_MACHINE}\n& '${join(SCRIPTS, 'setup', script)}' ${line}\n`);
    return run(file, [], env);
  }

  describe('for the firewall', () => {
    const line =
      "-Name VMSpec-Host -Port 4417 -Profile Private -Program 'C:\\Program Files\\VMSpec\\node.exe'";

    it('lets in through adapters of the machine, teams and its external switch, and through no other', async () => {
      const { stdout, stderr } = await onMachine('Set-FirewallRule.ps1', line);
      assert.equal(stderr, '');
      const rule = stdout.split(/\r?\n/).find((one) => one.startsWith('rule '));
      assert.equal(
        rule,
        'rule VMSpec-Host Inbound TCP 4417 Private [Ethernet `[1`]|Team|vEthernet (External_Switch)] C:\\Program Files\\VMSpec\\node.exe',
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

  describe('for folders', () => {
    /** Stands in for the security of Windows: a folder's is kept in a file beside it. */
    const security = `
function New-ProtectedFolder { param([string]$Path, [string]$Sddl)
    if (Test-Path -LiteralPath $Path) { return }
    $null = New-Item -ItemType Directory -Path $Path
    [System.IO.File]::WriteAllText($Path + '.sddl', $Sddl)
    if ($env:VMSPEC_TEST_PLANT -cne $null) { [System.IO.File]::WriteAllText((Join-Path -Path $Path -ChildPath 'token'), 'planted') }
}
function Set-FolderSddl { param([string]$Path, [string]$Sddl) [System.IO.File]::WriteAllText($Path + '.sddl', $Sddl) }
function Get-FolderSddl { param([string]$Path) [System.IO.File]::ReadAllText($Path + '.sddl') }
function Get-PlainSddl { param([string]$Sddl) $Sddl }
function Get-AccountSid { param([string]$Account) 'SID-of-' + $Account }
function Get-PathOwner { param([string]$Path) 'owner-of-' + [System.IO.Path]::GetFileName($Path) }
`;
    const scripts = join(folder, 'folder scripts');
    const sddl = 'O:BAD:P(A;OICI;FA;;;SY)';
    before(() => {
      mkdirSync(scripts);
      writeFileSync(join(scripts, 'FolderSecurity.ps1'), security);
      for (const name of ['Protect-Folder.ps1', 'Get-SetupFacts.ps1', 'Package.ps1'])
        copyFileSync(join(SCRIPTS, 'setup', name), join(scripts, name));
    });

    const at = (name: string): string => join(folder, name);
    const securityOf = (name: string): string => readFileSync(`${at(name)}.sddl`, 'utf8');
    function made(name: string, sd: string): void {
      mkdirSync(at(name));
      writeFileSync(`${at(name)}.sddl`, sd);
    }
    function protect(
      name: string,
      state: string,
      more: readonly string[] = [],
      env: Readonly<Record<string, string>> = {},
    ): Promise<Ran> {
      const args = ['-Path', at(name), '-Sddl', sddl, '-State', state, ...more];
      return run(join(scripts, 'Protect-Folder.ps1'), args, env);
    }
    async function refused(ran: Promise<Ran>, why: RegExp): Promise<void> {
      const { code, stdout, stderr } = await ran;
      assert.notEqual(code, 0);
      // Errors are wrapped to the width of a console.
      assert.match((stdout + stderr).replace(/\s*\n[\s|]*/g, ' '), why);
    }

    it('make one with its rights, for the account of the service as well', async () => {
      const { code, stderr } = await protect('fresh', 'Missing', ['-Account', 'EXAMPLE\\vmspec$']);
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(securityOf('fresh'), `${sddl}(A;OICI;0x1301bf;;;SID-of-EXAMPLE\\vmspec$)`);
    });

    it('replace every right of an existing one', async () => {
      made('lax', 'O:BAD:(A;OICI;FA;;;WD)');
      writeFileSync(join(at('lax'), 'vmspec.db'), 'records');
      assert.equal((await protect('lax', 'Used')).code, 0);
      assert.equal(securityOf('lax'), sddl);
    });

    it('refuse one that somebody made meanwhile, and take nothing of it over', async () => {
      made('planted', 'O:S-1-5-21-1D:(A;OICI;FA;;;WD)');
      await refused(protect('planted', 'Missing'), /does not have the rights that it was given/);
      assert.equal(securityOf('planted'), 'O:S-1-5-21-1D:(A;OICI;FA;;;WD)');
    });

    it('refuse one into which somebody put something meanwhile', async () => {
      const plant = { VMSPEC_TEST_PLANT: '1' };
      await refused(protect('raced', 'Missing', [], plant), /Somebody put something into/);
      made('filled', sddl);
      writeFileSync(join(at('filled'), 'token'), 'planted');
      await refused(protect('filled', 'Empty'), /Somebody put something into/);
    });

    it('refuse links, the folder itself and anything in it', async () => {
      made('target', sddl);
      symlinkSync(at('target'), at('link'), 'junction');
      writeFileSync(`${at('link')}.sddl`, sddl);
      await refused(protect('link', 'Used'), /is a link to another folder/);
      made('holder', sddl);
      mkdirSync(join(at('holder'), 'logs'));
      symlinkSync(at('target'), join(at('holder'), 'logs', 'elsewhere'), 'junction');
      await refused(protect('holder', 'Used'), /elsewhere is a link to somewhere else/);
    });

    /** Runs a script there, in the given mode of the language. */
    function inMode(mode: string, script: string, line: string): Promise<Ran> {
      const file = join(folder, 'mode.ps1');
      const machine = `function Get-ExecutionPolicy { param([string]$Scope) 'RemoteSigned' }`;
      const set = `$ExecutionContext.SessionState.LanguageMode = '${mode}'`;
      writeFileSync(file, `${machine}\n${set}\n& '${script}' ${line}\n`);
      return run(file, []);
    }

    it('tell whose they are, and whose the files that mark them', async () => {
      made('marked', sddl);
      writeFileSync(join(at('marked'), 'vmspec-folder.txt'), '');
      const line = `-ProgramFolder '${at('marked')}' -DataFolder '${at('missing')}'`;
      const { stdout, stderr } = await inMode('FullLanguage', join(scripts, 'Get-SetupFacts.ps1'), line);
      assert.equal(stderr, '');
      assert.deepEqual(JSON.parse(stdout), {
        execution_policy: 'RemoteSigned',
        language_mode: 'FullLanguage',
        program_owners: ['owner-of-marked', 'owner-of-vmspec-folder.txt'],
        data_owners: [],
      });
    });

    it('tell the mode of the language where it is constrained', async () => {
      const { stdout } = await inMode(
        'ConstrainedLanguage',
        join(scripts, 'Get-SetupFacts.ps1'),
        '-DataFolder x',
      );
      const facts = JSON.parse(stdout) as Record<string, unknown>;
      assert.equal(facts['language_mode'], 'ConstrainedLanguage');
      assert.deepEqual(Object.keys(facts).sort(), [
        'data_owners',
        'execution_policy',
        'language_mode',
        'program_owners',
      ]);
    });
  });

  it('of the task tells the program that it runs, whatever letters its path has', async () => {
    const file = join(folder, 'task.ps1');
    const stubs = `
function Get-ScheduledTask { param($TaskName, $TaskPath) [pscustomobject]@{ State = 'Ready'; Actions = @([pscustomobject]@{ Execute = ('D:\\M' + [char]0xfc + 'ller\\1.0.0\\node.exe') }) } }
function Get-ScheduledTaskInfo { param($TaskName, $TaskPath) [pscustomobject]@{ LastRunTime = $null; LastTaskResult = 0 } }
`;
    writeFileSync(file, `${stubs}& '${join(SCRIPTS, 'setup', 'Get-TaskState.ps1')}' -Name VMSpec\n`);
    const { stdout } = await run(file, []);
    assert.match(stdout, /^[ -~\r\n]+$/);
    assert.equal((JSON.parse(stdout) as Record<string, unknown>)['program'], 'D:\\Müller\\1.0.0\\node.exe');
  });
});
