import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from '../../../../server/src/cli/service/layout.ts';
import { readFacts, readRecord } from '../../../../server/src/cli/service/readFacts.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

describe('the facts before an installation', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('refuse a data folder that is a link', function () {
    const target = join(folder.path, 'elsewhere');
    mkdirSync(target);
    symlinkSync(target, join(folder.path, 'data'), 'junction');
    const layout = layoutOf({}, join(folder.path, 'program'), join(folder.path, 'data'));
    assert.throws(() => readFacts(layout, folder.path), /is a link to another folder/);
  });

  it('refuse a record that no installation wrote', () => {
    const path = join(folder.path, 'installed.json');
    for (const text of ['', '{}', '{"version":1}', 'x']) {
      writeFileSync(path, text);
      assert.throws(() => readRecord(path), /is not what an installation wrote/);
    }
  });
});
