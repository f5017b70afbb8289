import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runPowerShell } from '../support/powershell/runPowerShell.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'simulate.ts');

describe('npm run simulate', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  const modules = join(folder, 'modules');
  const running = new Set<ChildProcess>();
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });
  after(async () => {
    await Promise.all([...running].map(stop));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it and answers the lines that it says to run in a PowerShell. */
  const start = async (): Promise<{ readonly child: ChildProcess; readonly lines: readonly string[] }> => {
    const args = [SCRIPT, '--modules', modules, '--state', join(folder, 'state'), '--speed', '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.trim().startsWith('$env:')) lines.push(line.trim());
      if (lines.length === 2) break;
    }
    return { child, lines };
  };
  const stop = async (child: ChildProcess): Promise<void> => {
    running.delete(child);
    if (child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    assert.deepEqual(await exit, [0, null]);
  };
  const run = async (...lines: readonly string[]): Promise<readonly string[]> => {
    const { stdout, stderr } = await runPowerShell(shell, lines);
    assert.equal(stderr, '');
    return stdout.trimEnd().split(/\r?\n/);
  };

  it('works as its page says, refuses what is not simulated, and keeps its machine', async () => {
    const first = await start();
    const names = await run(...first.lines, "New-VM -Name 'mine' | Out-Null", '(Get-VM).Name -join "," ');
    assert.deepEqual(names, ['dc-01,old-build-server,mine']);
    await stop(first.child);
    const second = await start();
    const again = await run(
      ...second.lines,
      "(Get-VM -Name 'mine').State",
      '(Get-Module -Name Hyper-V).ModuleBase',
      "try { Checkpoint-VM -Name 'dc-01' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }",
    );
    assert.deepEqual(again, [
      ...['Off', join(modules, 'Hyper-V')],
      'NotSimulated,Microsoft.HyperV.PowerShell.Commands.CheckpointVM',
    ]);
    await stop(second.child);
  });
});
