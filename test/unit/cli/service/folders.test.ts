import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { dataFiles } from '../../../../server/src/host/dataFiles.ts';
import { isDataEntry } from '../../../../server/src/cli/service/actions/ownEntries.ts';
import { perform } from '../../../../server/src/cli/service/actions/actionTable.ts';
import { layoutOf, type Layout } from '../../../../server/src/cli/service/layout.ts';
import { MARKER, MARKER_TEXT } from '../../../../server/src/cli/service/marker.ts';
import { refuseForeignFolders, refuseSharedFolders } from '../../../../server/src/cli/service/ownFolders.ts';
import type { Action } from '../../../../server/src/cli/service/step.ts';
import type { World } from '../../../../server/src/cli/service/world.ts';
import { installed } from '../../../support/service/samplePlans.ts';
import { samplePackage, writePackage } from '../../../support/service/samplePackage.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

describe('folders that an installation would take for its own', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  function check(
    name: string,
    where: 'program' | 'data',
    files: Readonly<Record<string, string>>,
    recorded = false,
  ): void {
    const path = join(folder.path, name);
    mkdirSync(path);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
    const missing = join(folder.path, 'missing');
    const layout = layoutOf({}, where === 'program' ? path : missing, where === 'data' ? path : missing);
    refuseForeignFolders(layout, recorded ? { ...installed, data_directory: path } : null);
  }

  it('are refused when nothing shows them to be ours', () => {
    assert.throws(() => check('tools', 'program', { 'other.exe': '' }), /no installation .*other\.exe/);
    assert.throws(() => check('backups', 'data', { logs: '', 'diary.txt': '' }), /no installation of VMSpec/);
  });

  it('are refused when they only hold names that others use as well', () => {
    assert.throws(() => check('node', 'program', { '20.11.0': '', '22.3.0': '' }), /no installation/);
    assert.throws(() => check('secrets', 'data', { token: 'of another program' }), /no installation/);
    assert.throws(() => check('imitated', 'data', { [MARKER]: 'something else' }), /no installation/);
  });

  it('are accepted when they are missing, empty, marked, or recorded', () => {
    check('empty', 'data', {});
    check('half-done program', 'program', { [MARKER]: MARKER_TEXT, '0.1.0.incoming': '' });
    check('marked data', 'data', { [MARKER]: MARKER_TEXT, 'note.txt': '' });
    check('recorded data', 'data', { 'vmspec.db': '', 'note.txt': '' }, true);
  });

  it('are the same on Windows whatever their case', () => {
    const layout = layoutOf({}, 'C:\\Program Files\\VMSpec', 'C:\\ProgramData\\VMSpec');
    assert.ok(layout.same('c:\\program files\\vmspec\\1.0.0', layout.version('1.0.0')));
    assert.ok(!layoutOf({}, '/opt/VMSpec', '/var/x').same('/opt/vmspec', '/opt/VMSpec'));
  });
});

describe('folders that an installation would share', () => {
  const program = 'C:\\Program Files\\VMSpec';
  const data = 'C:\\ProgramData\\VMSpec';
  const at = (one: string, other: string): Layout => layoutOf({}, one, other);
  const machine = { vm_root: 'E:\\VMs', template_roots: ['F:\\Templates\\'] };

  for (const [why, layout] of [
    ['the folder for disks of a volume', at(program, 'D:\\VMSpec')],
    ['that of a volume for its program', at('d:\\vmspec', data)],
    ['a folder in it', at(program, 'D:\\VMSpec\\host')],
    ['the VM root', at(program, 'e:\\vms')],
    ['a folder around the VM root', at(program, 'E:\\VMs\\..\\VMs')],
    ['a folder in a template root', at('F:\\Templates\\tools', data)],
    ['a folder of held disks', at(program, 'G:\\Old')],
    ['its own other folder', at('C:\\Host\\program', 'C:\\Host')],
  ] as const) {
    it(`are refused: ${why}`, () => {
      assert.throws(() => refuseSharedFolders(layout, machine, ['G:\\Old\\job\\vm']), /lie in one another/);
    });
  }

  it('are accepted beside VMs and templates', () => {
    refuseSharedFolders(at(program, data), machine, ['G:\\Old\\job\\vm']);
    refuseSharedFolders(at('D:\\VMSpec-Host', 'D:\\VMSpecial'), machine, []);
  });
});

describe('what is removed', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  const told: string[] = [];
  const world: World = {
    run: async () => assert.fail('no program is needed'),
    door: { runs: () => false, askToStop: async () => false, readyVersion: async () => null },
    now: () => 0,
    sleep: async () => {},
    interrupted: () => false,
    tell: (line) => told.push(line),
    kept: new Map(),
  };

  async function removed(name: string, action: (path: string) => Action): Promise<readonly string[] | null> {
    const path = join(folder.path, name);
    await perform(action(path), world);
    return existsSync(path) ? readdirSync(path).sort() : null;
  }

  it('of the data folder is what the host and the installation put there', () => {
    const { directory: _directory, ...files } = dataFiles('/data');
    const layout = layoutOf({}, '/program', '/data');
    const own = [...Object.values(files), layout.backups, layout.dataMarker, '/data/tls', '/data/logs'];
    for (const path of [...own, '/data/vmspec.db-wal', '/data/vmspec.db.v3.bak', '/data/token.0b1c-2d'])
      assert.ok(isDataEntry(relative('/data', path).split(sep)[0] ?? ''), path);
    for (const name of ['2026-01-01-job', 'vm.vhdx', 'tokens', 'notes']) assert.ok(!isDataEntry(name), name);
  });

  it('never is a disk of a VM, nor the folder while something else is in it', async () => {
    const path = join(folder.path, 'data');
    mkdirSync(join(path, '2026-01-01-0b1c', 'vm'), { recursive: true });
    mkdirSync(join(path, 'logs'));
    writeFileSync(join(path, '2026-01-01-0b1c', 'vm', 'vm.vhdx'), 'disk');
    writeFileSync(join(path, 'vmspec.db'), 'records');
    assert.deepEqual(await removed('data', (one) => ({ kind: 'remove-data', folder: one })), [
      '2026-01-01-0b1c',
    ]);
    assert.match(told.splice(0).join(), /data stays, .*2026-01-01-0b1c/);
  });

  it('of the program folder are our versions only, whatever others are named', async () => {
    const path = join(folder.path, 'program');
    writePackage(join(path, '1.0.0'), samplePackage('1.0.0'));
    writePackage(join(path, '1.1.0'), samplePackage('1.1.0'));
    writePackage(join(path, '9.9.9'), { 'package.json': '{"name":"other"}', 'dist/vmspec.js': '' });
    mkdirSync(join(path, '22.3.0'));
    writeFileSync(join(path, 'installed.json'), '{}');
    const keep = (one: string): Action => ({ kind: 'keep-versions', folder: one, keep: ['1.1.0'] });
    assert.deepEqual(await removed('program', keep), ['1.1.0', '22.3.0', '9.9.9', 'installed.json']);
    const own = (one: string): Action => ({ kind: 'remove-program', folder: one, except: '1.1.0' });
    assert.deepEqual(await removed('program', own), ['1.1.0', '22.3.0', '9.9.9']);
    const all = (one: string): Action => ({ kind: 'remove-program', folder: one, except: null });
    assert.deepEqual(await removed('program', all), ['22.3.0', '9.9.9']);
  });
});
