import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mochaSuite } from '../../../../scripts/testing/mochaSuite.ts';
import type { SuiteResult } from '../../../../scripts/testing/suite.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..');

describe('a suite of mocha tests', function () {
  this.timeout(30_000);
  const root = mkdtempSync(join(tmpdir(), 'vmspec-suite-'));

  before(() => {
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  /** Runs planted tests as a suite of its own. */
  async function run(name: string, tests: string): Promise<SuiteResult> {
    mkdirSync(join(root, 'test', name), { recursive: true });
    writeFileSync(join(root, 'test', name, 'a.test.ts'), tests);
    return await mochaSuite(root, name, []).run();
  }

  it('counts what passed, failed and was skipped, and hands over the failures and the notes', async () => {
    const { passed, failed, skipped, output } = await run(
      'counts',
      `it('is well', () => { process.stdout.write('note: a remark\\n'); });
       it('is not well', () => { throw new Error('the reason'); });
       it('cannot run', function () { this.test!.title += ' [skipped: no Hyper-V]'; this.skip(); });`,
    );
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
    assert.deepEqual(skipped, [{ title: 'cannot run', reason: 'no Hyper-V' }]);
    assert.match(output, /✗ is not well[^]*the reason/);
    assert.match(output, /note: a remark/);
  });

  it('prints only the notes of a suite in which all is well', async () => {
    const { output } = await run(
      'notes',
      `it('is well', () => { process.stdout.write('chatter\\nnote: a remark\\n'); });`,
    );
    assert.equal(output, 'note: a remark');
  });

  it('counts a rejection that nobody handles as a failure', async () => {
    const { failed } = await run(
      'rejections',
      `it('is well', () => { Promise.reject(new Error('lost')); });`,
    );
    assert.equal(failed, 1);
  });

  it('counts a file that does not load as a failure', async () => {
    const { failed, output } = await run('loading', `import './missing.ts';`);
    assert.equal(failed, 1);
    assert.match(output, /missing\.ts/);
  });

  it('counts a process that dies as a failure', async () => {
    const { passed, failed } = await run('dying', `it('dies', () => process.exit(0));`);
    assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
  });
});
