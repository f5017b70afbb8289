import assert from 'node:assert/strict';
import { specText } from '../specs.ts';
import { openWindow, type Window } from './support/window.ts';

describe('what a person sees of a spec', function () {
  this.timeout(120_000);
  let window: Window;
  before(async () => {
    window = await openWindow();
  });
  after(() => window.close());

  it('is a squiggle below what is wrong, and none below what is right', async () => {
    await window.open('squiggle.vmspec.json', specText([{ ram_startup_mb: 513 }]));
    await window.editor.locator('.squiggly-error').first().waitFor();
    assert.equal(await window.editor.locator('.squiggly-error').count(), 1);
    await window.picture('squiggle');
  });

  it('has the colours of JSON', async () => {
    const text = specText([{}]);
    await window.open('colours.vmspec.json', text);
    const spec = await coloursOf(window);
    await window.open('colours.json', text);
    const json = await coloursOf(window);
    assert.ok(new Set(spec.map(([, colour]) => colour)).size >= 4, JSON.stringify(spec));
    assert.deepEqual(spec, json);
  });
});

/** The texts of an editor with their colours. */
async function coloursOf(window: Window): Promise<[string, string][]> {
  await window.editor.locator('.view-line span[class*="mtk"]').getByText('External_Switch').waitFor();
  return window.editor
    .locator('.view-line span span[class*="mtk"]')
    .evaluateAll((spans) =>
      spans.map((span): [string, string] => [span.textContent, getComputedStyle(span).color]),
    );
}
