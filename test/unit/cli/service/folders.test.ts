import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from '../../../../server/src/cli/service/layout.ts';
import { refuseForeignFolders } from '../../../../server/src/cli/service/ownFolders.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

describe('folders that an installation would take for its own', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  function check(name: string, where: 'program' | 'data', files: readonly string[]): void {
    const path = join(folder.path, name);
    mkdirSync(path);
    for (const file of files) writeFileSync(join(path, file), '');
    const missing = join(folder.path, 'missing');
    refuseForeignFolders(
      layoutOf({}, where === 'program' ? path : missing, where === 'data' ? path : missing),
    );
  }

  it('are refused when they hold other things and nothing of VMSpec', () => {
    assert.throws(() => check('tools', 'program', ['other.exe']), /holds other things .*other\.exe/);
    assert.throws(() => check('backups', 'data', ['logs', 'diary.txt']), /nothing of VMSpec/);
  });

  it('are accepted when they are missing, empty, or known', () => {
    check('empty', 'data', []);
    check('half-done program', 'program', ['0.1.0.incoming']);
    check('half-done data', 'data', ['config.json']);
    check('with a note of a person', 'data', ['vmspec.db', 'note.txt']);
  });

  it('are the same on Windows whatever their case', () => {
    const layout = layoutOf({}, 'C:\\Program Files\\VMSpec', 'C:\\ProgramData\\VMSpec');
    assert.ok(layout.same('c:\\program files\\vmspec\\1.0.0', layout.version('1.0.0')));
    assert.ok(!layoutOf({}, '/opt/VMSpec', '/var/x').same('/opt/vmspec', '/opt/VMSpec'));
  });
});
