import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkScripts, functionsOf } from './checkScripts.ts';
import { readCommandTable } from './commandTable.ts';
import { parseScripts, scriptPaths, SCRIPTS } from './readScripts.ts';
import type { ScriptFacts } from './scriptFacts.ts';

describe('the PowerShell that runs on a Hyper-V machine', function () {
  this.timeout(120_000);
  let scripts: readonly ScriptFacts[];
  before(() => {
    scripts = parseScripts(scriptPaths());
  });

  it('is written for Windows PowerShell 5.1 and for the Hyper-V module of 2016 to 2025', () => {
    assert.ok(scripts.length > 20, 'the scripts are found');
    const lines = checkScripts(scriptPaths(), scripts).map(
      ({ path, line, rule, text }) => `${relative(SCRIPTS, path)}:${String(line)} ${rule}: ${text}`,
    );
    assert.equal(lines.length, 0, `\n${lines.join('\n')}`);
  });

  it('is loaded from a list that names every file', () => {
    const listed = [
      ...readFileSync(join(SCRIPTS, 'VMSpec', 'VMSpec.psm1'), 'utf8').matchAll(/'([A-Za-z]+\/[\w-]+\.ps1)'/g),
    ].map((match) => match[1] ?? '');
    const there = scriptPaths()
      .filter((path) => path.startsWith(join(SCRIPTS, 'VMSpec')) && path.endsWith('.ps1'))
      .map((path) => relative(join(SCRIPTS, 'VMSpec'), path).replaceAll('\\', '/'));
    assert.deepEqual([...listed].sort(), there.sort());
  });

  it('exports the one entry command', () => {
    const manifest = readFileSync(join(SCRIPTS, 'VMSpec', 'VMSpec.psd1'), 'utf8');
    assert.match(manifest, /FunctionsToExport\s*=\s*@\('Invoke-VMSpecOperation'\)/);
    assert.match(manifest, /CompatiblePSEditions\s*=\s*@\('Desktop', 'Core'\)/);
    assert.match(manifest, /PowerShellVersion\s*=\s*'5\.1'/);
  });

  it('has no function that nothing calls', () => {
    const called = new Set(scripts.flatMap(({ commands }) => commands).map(({ name }) => name));
    const idle = [...functionsOf(scripts).keys()].filter((name) => !called.has(name));
    assert.deepEqual(
      idle.filter((name) => name !== 'Invoke-VMSpecOperation'),
      [],
    );
  });

  it('is checked against parameters of every Hyper-V cmdlet that it calls', () => {
    const { parameters } = readCommandTable();
    for (const { name } of scripts.flatMap(({ commands }) => commands)) {
      if (name?.startsWith('Hyper-V\\') !== true) continue;
      const cmdlet = name.slice('Hyper-V\\'.length);
      assert.ok((parameters['5.1'][cmdlet]?.length ?? 0) > 0, `${cmdlet} in 5.1`);
      assert.ok((parameters['2025'][cmdlet]?.length ?? 0) > 0, `${cmdlet} in 2025`);
    }
  });

  it('stands call by call on the page for reviewers', () => {
    const page = readFileSync(join(SCRIPTS, '..', '..', 'docs', 'hyperv.md'), 'utf8');
    const written = new Set(
      [...page.matchAll(/`([A-Z][a-z]+-V(?:M(?!Spec)|HD)[A-Za-z]*)[ `]/g)].map((match) => match[1]),
    );
    const called = new Set(
      scripts
        .flatMap(({ commands }) => commands)
        .flatMap(({ name }) => (name?.startsWith('Hyper-V\\') === true ? [name.slice(8)] : [])),
    );
    assert.deepEqual([...written].sort(), [...called].sort());
  });
});
