import assert from 'node:assert/strict';
import { classifyFailure } from '../../server/src/host/hyperv/failures.ts';
import type { StepResult } from '../../server/src/host/ports.ts';
import { waitFor } from '../support/host/waitFor.ts';
import { done, inventoryNow, patience } from '../support/provisionVm.ts';
import { TEMPLATE, VM_ROOT } from '../support/practiceHost.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { vmPlan } from '../support/vmPlan.ts';

const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };

/** What goes wrong inside an operation of our module, as its PowerShell. 7 MB are 10 MB in base64. */
const WAYS = {
  host: "Write-Host 'noise'; Write-Information 'noise' -InformationAction Continue",
  verbose: "Write-Verbose 'noise' -Verbose; Write-Progress -Activity 'noise'",
  warning: "Write-Warning 'first'; Write-Warning 'second'",
  mark: '[Console]::Out.Write([char]0xFEFF)',
  clixml:
    "[Console]::Error.WriteLine('#< CLIXML'); [Console]::Error.WriteLine('<Objs Version=\"1.1.0.1\"></Objs>')",
  record: "Write-Error 'it says' -ErrorAction Continue",
  objects: "'text'; 1; Get-Date",
  garbage: "[Console]::Out.WriteLine('VMSPEC:no base64 at all')",
  second: "[Console]::Out.WriteLine('VMSPEC:e30=')",
  unframed: "[Console]::Out.Write('no end of the line')",
  silent: 'break nowhere',
  large: "return [pscustomobject]@{ acted = $true; output = ('x' * 7MB) }",
  exit: "Write-Error 'it says' -ErrorAction Continue; exit 0",
  exception: "[int]::Parse('none')",
  stop: "Write-Error 'it says'",
  ask: "$null = Read-Host 'Name'",
  mandatory: '& { param([Parameter(Mandatory = $true)][string]$Name) $Name }',
  confirm:
    "& { [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')] param() $null = $PSCmdlet.ShouldProcess('it') } -Confirm",
  continue: "& { [CmdletBinding()] param() $null = $PSCmdlet.ShouldContinue('it', 'it') }",
  choice: "$null = $Host.UI.PromptForChoice('a', 'b', @('&Yes', '&No'), 0)",
  hang: 'Start-Sleep -Seconds 3600',
} as const;

/** Puts them into the operation `restart`, whose parameter chooses. One line, as a shell is given it. */
const PLANTED = `& (Get-Module -Name VMSpec) { function script:Restart-VMSpecVm { [CmdletBinding()] param([object]$Parameters) switch ($Parameters.vm_id) { ${Object.entries(
  WAYS,
)
  .map(([way, script]) => `'${way}' { ${script} }`)
  .join(' ')} }; return [pscustomobject]@{ acted = $true; output = [pscustomobject]@{} } } }`;

describe('the PowerShell driver when things go wrong', function () {
  this.timeout(60_000);
  let host: DriverHost;
  before(async function () {
    this.timeout(180_000);
    const shell: Engine = engine(this);
    host = await driverHost(shell, { count: 3, planted: PLANTED });
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
  });
  after(async () => {
    await (host as DriverHost | undefined)?.close();
  });

  const go = (way: keyof typeof WAYS, signal = patience()): Promise<StepResult<'start'>> =>
    host.hyperv.restart(way, signal);
  const failure = async (way: keyof typeof WAYS): Promise<string> => {
    const result = await go(way);
    assert.ok(result.outcome === 'failed', JSON.stringify(result));
    assert.ok(result.failure.message.length < 4_500, 'the message is clipped');
    return result.failure.id;
  };
  /** The same shells answer, and no other had to be started, unless one was lost. */
  const goesOn = async (lost: boolean, act: () => Promise<void>): Promise<void> => {
    await go('objects');
    const before = host.shells.started();
    await act();
    assert.equal((await go('objects')).outcome, 'done');
    const started = host.shells.started() - before;
    if (!lost) assert.equal(started, 0, 'no shell was lost');
  };

  for (const way of ['host', 'verbose', 'mark', 'objects', 'garbage'] as const) {
    it(`T18: finds the answer beside ${way}`, () =>
      goesOn(false, async () => {
        assert.equal((await go(way)).outcome, 'done');
      }));
  }

  it('T18: keeps warnings apart from the answer', async () => {
    assert.equal((await go('warning')).outcome, 'done');
    assert.deepEqual(host.warnings.at(-1), { operation: 'restart', warnings: ['first', 'second'] });
  });

  for (const way of ['clixml', 'record'] as const) {
    it(`T18: takes ${way} on standard error for noise`, () =>
      goesOn(false, async () => {
        const noise = host.noise.length;
        assert.equal((await go(way)).outcome, 'done');
        assert.match(host.noise[noise]?.stderr ?? '', /CLIXML|it says/);
      }));
  }

  for (const way of ['second', 'unframed', 'silent', 'large'] as const) {
    it(`T18: takes ${way} for no answer`, () =>
      goesOn(false, async () => {
        assert.equal(await failure(way), 'BadOutput,VMSpec');
      }));
  }

  it('T18: does not know what a shell did that ends with 0 after an error record', () =>
    goesOn(true, async () => {
      assert.equal((await go('exit')).outcome, 'unknown');
    }));

  for (const way of ['exception', 'stop', 'ask', 'mandatory', 'confirm', 'continue', 'choice'] as const) {
    it(`T18: fails ${way} at once with the id of its error`, () =>
      goesOn(false, async () => {
        const id = await failure(way);
        assert.ok(id !== '' && !id.endsWith(',VMSpec'), id);
      }));
  }

  it('T18: cuts a hung cmdlet off with its process, and goes on with another', () =>
    goesOn(true, async () => {
      const cut = new AbortController();
      const hung = go('hang', cut.signal);
      const busy = await waitFor('it hangs', () =>
        host.processes.find((process) => process.line()?.includes(' restart ') === true),
      );
      cut.abort();
      assert.equal((await hung).outcome, 'unknown');
      await busy.ended;
    }));

  const planOf = async (name: string): Promise<ReturnType<typeof vmPlan>> =>
    vmPlan(places, await inventoryNow(host.hyperv), { name, owner: `job-${name}` });

  it('makes disks of one template on several shells at once', async () => {
    const plans = [await planOf('race-a'), await planOf('race-b'), await planOf('race-c')];
    const results = await Promise.all(plans.map(({ disk }) => done(host.hyperv, 'disk', disk)));
    assert.deepEqual(
      results.map(({ acted }) => acted),
      [true, true, true],
    );
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, 3);
  });

  it('makes one disk when two shells race for it', async () => {
    const before = (await inventoryNow(host.hyperv)).own_files.length;
    const { disk } = await planOf('race-one');
    const results = await Promise.all([1, 2].map(() => host.hyperv.ensure('disk', disk, patience())));
    for (const result of results) {
      if (result.outcome === 'failed')
        assert.match(classifyFailure(result.failure, 'disk').code, /^(?:file_exists|host_busy)$/);
      else assert.equal(result.outcome, 'done');
    }
    assert.equal((await done(host.hyperv, 'disk', disk)).acted, false);
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, before + 1);
  });
});
