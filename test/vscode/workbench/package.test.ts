import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExtension } from '../../../scripts/packaging/writeExtension.ts';
import { specText } from '../specs.ts';
import { windowWith } from './support/window.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe('the packed extension, installed into a fresh VS Code', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-vsix-'));
  const opened = windowWith({ 'packed.vmspec.json': specText([{ ram_startup_mb: 513 }]) }, () => ({
    vsix: writeExtension(root, folder).path,
  }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('marks what is wrong in a spec, and links it to the page of errors that it brings', async () => {
    const { open, editor, page, command } = opened();
    await open('packed.vmspec.json');
    await editor.locator('.squiggly-error').waitFor();
    assert.equal(await editor.locator('.squiggly-error').count(), 1);
    await command('Problems: Focus on Problems View');
    await page.locator('.markers-panel').getByText('not_a_multiple').waitFor();
  });
});
