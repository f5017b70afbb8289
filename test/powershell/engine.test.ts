import assert from 'node:assert/strict';
import { join } from 'node:path';
import { engine, type Engine } from '../support/powershell/engine.ts';
import {
  READ_INPUT,
  runPowerShell,
  servedMachine,
  type Ran,
  type ServedMachine,
} from '../support/powershell/runPowerShell.ts';

/** Each script is one line of output per statement; a minute is the build. */
describe('the test engine', function () {
  this.timeout(120_000);
  let shell: Engine;
  let machine: ServedMachine;
  before(function () {
    shell = engine(this);
  });
  beforeEach(async () => {
    machine = await servedMachine();
  });
  afterEach(() => machine.close());

  const run = (...lines: readonly string[]): Promise<Ran> =>
    runPowerShell(shell, lines, { env: machine.env });
  const output = async (...lines: readonly string[]): Promise<readonly string[]> => {
    const { stdout, stderr } = await run(...lines);
    assert.equal(stderr, '');
    return stdout.trimEnd().split(/\r?\n/);
  };
  type Expected = readonly (readonly [statement: string, error: string])[];
  /** Each statement ends with an error of that category and id; one process runs them all. */
  const fails = async (expected: Expected, ...before: readonly string[]): Promise<void> => {
    const shown = '"$($_.CategoryInfo.Category) $($_.FullyQualifiedErrorId)"';
    const lines = await output(
      ...before,
      ...expected.map(
        ([statement]) => `try { ${statement} -ErrorAction Stop; 'no error' } catch { ${shown} }`,
      ),
    );
    assert.deepEqual(
      expected.map(([statement], at) => [statement, lines[at]]),
      expected,
    );
  };

  describe('console', () => {
    it('runs line by line, errors on the error stream, everything else on the output', async () => {
      const { stdout, stderr, code } = await run(
        '1 + 1',
        "Write-Host 'shown once'",
        "Write-Warning 'careful'",
        "Write-Error 'bad'",
        "'succeeded: ' + $?",
        "'succeeded: ' + $?",
        'exit 3',
      );
      assert.deepEqual(stdout.trimEnd().split(/\r?\n/), [
        ...['2', 'shown once', 'WARNING: careful', 'succeeded: False', 'succeeded: True'],
      ]);
      assert.match(stderr, /bad/);
      assert.equal(code, 3);
    });

    it('lets a line that is not whole swallow what follows, up to an empty line', async () => {
      const lines = await output("if ($true) { 'in'", "'still in' }", "'swallowed'", '', "'after'");
      assert.deepEqual(lines, ['in', 'still in', 'swallowed', 'after']);
    });

    it('never answers what follows an open block without an empty line', async () => {
      const { stdout } = await run("'before'", "if ($true) { 'in'", "'ID that ends a call'");
      assert.deepEqual(stdout.trimEnd().split(/\r?\n/), ['before']);
    });

    it('fails a prompt at once', async () => {
      const { stderr, stdout } = await run("Read-Host 'name'", "'next'");
      assert.match(stderr, /NonInteractive/);
      assert.equal(stdout.trimEnd(), 'next');
    });

    it('runs a command and a script with their exit codes', async () => {
      const command = await runPowerShell(shell, [], { args: ['-NoProfile', '-Command', "'a'; exit 4"] });
      assert.deepEqual([command.stdout.trimEnd(), command.code], ['a', 4]);
      const failed = await runPowerShell(shell, [], { args: ['-NoProfile', '-Command', 'Get-Nothing'] });
      assert.equal(failed.code, 1);
    });

    it('keeps text intact through base64 and JSON', async () => {
      const value = {
        name: "Zoë's «VM» `$(calc)` 😀",
        list: [1],
        empty: [],
        nested: { flag: true, none: null },
      };
      const data = Buffer.from(JSON.stringify(value)).toString('base64');
      const read = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${data}')) | ConvertFrom-Json`;
      const write =
        '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $v -Depth 5 -Compress)))';
      const [line = ''] = await output(`$v = ${read}`, `[Console]::Out.WriteLine(${write})`);
      assert.deepEqual(JSON.parse(Buffer.from(line, 'base64').toString()), value);
    });
  });

  describe('binder', () => {
    it('knows sets, positions, aliases and validation of the real cmdlets', async () => {
      const commands = 'Microsoft.HyperV.PowerShell.Commands.';
      const expected: Expected = [
        ['Start-VM -Id 1', `InvalidArgument NamedParameterNotFound,${commands}StartVM`],
        [
          'New-VM -Name x -VHDPath a -NewVHDPath b -NewVHDSizeBytes 1GB',
          `InvalidArgument AmbiguousParameterSet,${commands}NewVM`,
        ],
        ['New-VM -Name x -Generation 3', `InvalidData ParameterArgumentValidationError,${commands}NewVM`],
        ["Get-VM -Name ''", `InvalidData ParameterArgumentValidationError,${commands}GetVM`],
        [
          'Set-VM -Name dc-01 -AutomaticStartAction Sometimes',
          `InvalidArgument CannotConvertArgumentNoMessage,${commands}SetVM`,
        ],
      ];
      await fails(expected);
    });

    it('takes positions and aliases', async () => {
      const lines = await output(
        "(New-VM 'web-01' 1GB 2).Generation",
        "(Get-VM 'web-01').MemoryStartup",
        "(Get-VM -VMName 'web-01').Name",
        '(Get-Command Get-VMCheckpoint).ResolvedCommand.Name',
      );
      assert.deepEqual(lines, ['2', '1073741824', 'web-01', 'Get-VMSnapshot']);
    });

    it('asks before what is dangerous, and -WhatIf does nothing', async () => {
      const { stderr } = await run("Start-VMFailover -VMName 'dc-01'");
      assert.match(stderr, /NonInteractive/);
      await run('Get-VM | Remove-VM -WhatIf', "New-VM 'x' -WhatIf");
      assert.equal(machine.bridge.machine.state.vms.size, 2);
    });

    it('refuses loudly what is not simulated', async () => {
      const commands = 'NotImplemented NotSimulated,Microsoft.HyperV.PowerShell.Commands.';
      await fails([
        ['Get-VM -ComputerName other', `${commands}GetVM`],
        ['Start-VM -Name dc-01 -AsJob', `${commands}StartVM`],
        ['Checkpoint-VM -Name dc-01', `${commands}CheckpointVM`],
        ["Set-VM -Name dc-01 -SnapshotFileLocation 'C:\\x'", `${commands}SetVM`],
      ]);
    });
  });

  it('has the integers of the real enums', async () => {
    const names = [
      'VMState]::Running',
      'VMState]::Off',
      'VMState]::Saving',
      'OnOffState]::On',
      'OnOffState]::Off',
      'VMSwitchType]::External',
      'CheckpointType]::Production',
      'StartAction]::Start',
      'StopAction]::ShutDown',
      'ControllerType]::SCSI',
    ];
    const lines = await output(
      'Import-Module Hyper-V',
      ...names.map((name) => `[int][Microsoft.HyperV.PowerShell.${name}`),
      '[int][Microsoft.Vhd.PowerShell.VhdType]::Differencing',
      'Get-VM dc-01 | Select-Object Name, State | ConvertTo-Json -Compress',
    );
    assert.deepEqual(lines, [
      '2',
      '3',
      '32773',
      '0',
      '1',
      '2',
      '3',
      '4',
      '4',
      '1',
      '4',
      '{"Name":"dc-01","State":2}',
    ]);
  });

  it('answers the errors of the real cmdlets', async () => {
    const commands = 'Microsoft.HyperV.PowerShell.Commands.';
    const vhd = 'Microsoft.Vhd.PowerShell.Cmdlets.';
    const template = "'C:\\Templates\\ubuntu-24.04.vhdx'";
    const none = '11111111-2222-3333-4444-555555555555';
    const expected: Expected = [
      ['Get-VM -Name none', `InvalidArgument InvalidParameter,${commands}GetVM`],
      [`Get-VM -Id ${none}`, `ObjectNotFound ObjectNotFound,${commands}GetVM`],
      ['Set-VM -Name none -Notes x', `ObjectNotFound ObjectNotFound,${commands}SetVM`],
      ['Remove-VM -Name none -Force', `ObjectNotFound ObjectNotFound,${commands}RemoveVM`],
      ['Get-VMSwitch -Name none', `InvalidArgument InvalidParameter,${commands}GetVMSwitch`],
      ['New-VM -Name x -SwitchName none', `InvalidArgument InvalidParameter,${commands}NewVM`],
      ['New-VM -Name x -MemoryStartupBytes 1023MB', `InvalidArgument InvalidParameter,${commands}NewVM`],
      ["New-VM -Name x -Path 'Q:\\none'", `ObjectNotFound ObjectNotFound,${commands}NewVM`],
      [`New-VHD -Path ${template} -SizeBytes 1GB`, `NotSpecified OperationFailed,${vhd}NewVhd`],
      [
        "New-VHD -Path 'C:\\VMs\\a.vhdx' -ParentPath 'C:\\none.vhdx' -Differencing",
        `InvalidArgument InvalidParameter,${vhd}NewVhd`,
      ],
      ['Remove-VM -Name dc-01 -Force', `InvalidOperation InvalidState,${commands}RemoveVM`],
      [
        'Set-VMFirmware -VMName old-build-server -EnableSecureBoot Off',
        `InvalidArgument InvalidParameter,${commands}SetVMFirmware`,
      ],
      ['Start-VM -Name big', `FromStdErr OutOfMemory,${commands}StartVM`],
      ['Start-VM -Name wide', `NotSpecified OperationFailed,${commands}StartVM`],
    ];
    await fails(expected, 'New-VM big 100GB 2 | Out-Null', 'New-VM wide 1GB 2 | Set-VMProcessor -Count 64');
  });

  it('carries the code of an error, and only warns of what is already so', async () => {
    const lines = await output(
      "try { New-VHD -Path 'C:\\Templates\\debian-13.vhdx' -SizeBytes 1GB -ErrorAction Stop } catch { '{0:X}' -f $_.Exception.HResult; $_.Exception.GetType().Name }",
      'Start-VM dc-01',
      '$ErrorActionPreference = "Continue"',
      '(Get-VM none* | Measure-Object).Count',
    );
    assert.deepEqual(lines, [
      '80070050',
      'VirtualizationException',
      'WARNING: The virtual machine is already in the specified state.',
      '0',
    ]);
  });

  it('removes what a pipeline brings without waiting for itself', async () => {
    await output(
      'Get-VM | Stop-VM -TurnOff -Force -WarningAction SilentlyContinue',
      'Get-VM | Remove-VM -Force',
    );
    assert.equal(machine.bridge.machine.state.vms.size, 0);
  });

  it('creates, starts and removes a VM in a script that knows nothing of this project', async () => {
    const { stdout, stderr } = await runPowerShell(shell, [], {
      args: ['-NoProfile', '-NonInteractive', '-File', join(import.meta.dirname, 'scripts', 'webServer.ps1')],
      env: machine.env,
    });
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trimEnd().split(/\r?\n/), [
      'Running 2 2048 External_Switch VLAN 20',
      'True',
      'gone False',
    ]);
  });

  it('sees the files of the simulated machine and those of this one', async () => {
    const lines = await output(
      "(Get-Item -LiteralPath 'C:\\Templates\\debian-13.vhdx').Length",
      "(Get-ChildItem -LiteralPath 'C:\\Templates' -Filter *.vhdx -File).Count",
      "New-Item -ItemType Directory -Force -Path 'D:\\Lab\\a' | Out-Null; Test-Path -LiteralPath 'D:\\Lab'",
      "Set-Content -LiteralPath 'D:\\Lab\\a\\note.txt' -Value 'hello'; Get-Content -LiteralPath 'D:\\Lab\\a\\note.txt'",
      "Remove-Item -LiteralPath 'D:\\Lab' -Recurse -Force; Test-Path -LiteralPath 'D:\\Lab'",
      "Join-Path 'C:\\VMs' 'a'; Split-Path 'C:\\VMs\\a.vhdx'; Split-Path 'C:\\VMs\\a.vhdx' -Leaf",
      `Test-Path -LiteralPath '${import.meta.dirname}'`,
      '(Get-CimInstance Win32_ComputerSystem).HypervisorPresent; (Get-Service vmms).Status',
    );
    assert.deepEqual(lines, [
      '2147483648',
      '4',
      'True',
      'hello',
      'False',
      'C:\\VMs\\a',
      'C:\\VMs',
      'a.vhdx',
      'True',
      'True',
      'Running',
    ]);
  });

  it('is started as node-powershell starts it', async () => {
    const { stdout } = await runPowerShell(shell, ['$PSVersionTable.PSVersion.Major -ge 5'], {
      args: [...READ_INPUT.slice(0, 2), '-ExecutionPolicy', 'RemoteSigned', ...READ_INPUT.slice(2)],
    });
    assert.equal(stdout.trimEnd(), 'True');
  });
});
