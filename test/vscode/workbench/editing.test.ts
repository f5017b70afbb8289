import assert from 'node:assert/strict';
import { specText } from '../specs.ts';
import { type Window, windowWith } from './support/window.ts';

describe('what a person sees of a spec', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'squiggle.vmspec.json': specText([{ ram_startup_mb: 513 }]),
    'colours.vmspec.json': specText([{}]),
    'colours.json': specText([{}]),
  });

  it('is a squiggle below what is wrong, and none below what is right', async () => {
    const window = opened();
    await window.open('squiggle.vmspec.json');
    await window.editor.locator('.squiggly-error').first().waitFor();
    assert.equal(await window.editor.locator('.squiggly-error').count(), 1);
    await window.picture('squiggle');
  });

  it('has the colours of JSON', async () => {
    const window = opened();
    await window.open('colours.vmspec.json');
    const spec = await coloursOf(window);
    await window.open('colours.json');
    const json = await coloursOf(window);
    assert.ok(new Set(spec.map(([, colour]) => colour)).size >= 4, JSON.stringify(spec));
    assert.deepEqual(spec, json);
  });
});

/** The texts of an editor with the classes that colour them. */
async function coloursOf({ editor }: Window): Promise<[string, string][]> {
  await editor.getByText('External_Switch').waitFor();
  const spans = await editor.locator('.view-line span[class*="mtk"]').all();
  return Promise.all(
    spans.map(async (span): Promise<[string, string]> => [
      await span.innerText(),
      (await span.getAttribute('class')) ?? '',
    ]),
  );
}
