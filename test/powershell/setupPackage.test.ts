import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { runScriptFile, type Ran } from '../support/powershell/runPowerShell.ts';
import { samplePackage, writePackage } from '../support/service/samplePackage.ts';
import { skipTest } from '../support/skipTest.ts';
import { SCRIPTS } from './static/readScripts.ts';

describe('the scripts of the package', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec package-'));
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (file: string, args: readonly string[], env = {}): Promise<Ran> =>
    runScriptFile(shell, file, args, env);

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

  it('say so where the language is constrained, and end with 78', async () => {
    const target = unpack('constrained');
    const file = join(folder, 'constrained.ps1');
    const set = `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'`;
    writeFileSync(file, `${stubs}${set}\n& '${join(target, 'install.ps1')}' --dry-run\nexit $LASTEXITCODE\n`);
    const { code, stdout } = await run(file, []);
    assert.match(stdout, /runs in the mode ConstrainedLanguage/);
    assert.equal(code, 78);
  });

  it('remove their own version, and leave what is not of VMSpec', async function () {
    if (process.platform === 'win32') skipTest(this, 'a shell script stands in for the program');
    for (const other of [true, false]) {
      const root = `installed ${String(other)}`;
      const target = unpack(join(root, '1.0.0'));
      for (const name of ['installed.json', 'vmspec-folder.txt']) writeFileSync(join(folder, root, name), '');
      if (other) writeFileSync(join(folder, root, 'disk.vhdx'), 'of a VM');
      writeFileSync(join(target, 'node.exe'), `#!/bin/sh\nrm "${join(folder, root, 'installed.json')}"\n`);
      chmodSync(join(target, 'node.exe'), 0o755);
      const file = join(folder, 'remove.ps1');
      writeFileSync(file, `& '${join(target, 'uninstall.ps1')}' --dry-run\nexit $LASTEXITCODE\n`);
      const { code, stderr } = await run(file, [], { SystemRoot: tmpdir() });
      assert.deepEqual([code, stderr], [0, '']);
      if (other) assert.deepEqual(readdirSync(join(folder, root)), ['disk.vhdx']);
      else assert.ok(!existsSync(join(folder, root)));
    }
  });

  for (const script of ['install.ps1', 'uninstall.ps1']) {
    it(`${script} is not ended by what the program writes to its error stream`, () => {
      // Only consoles of Windows PowerShell without a window of their own make errors of that.
      const lines = readFileSync(join(SCRIPTS, script), 'utf8').split(/\r?\n/);
      const call = lines.findIndex((line) => line.includes("'node.exe')"));
      assert.equal(lines[call - 1], "$ErrorActionPreference = 'Continue'");
    });

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
