import assert from 'node:assert/strict';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';
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

  it('has the colours of JSON', async function () {
    if (process.env['VMSPEC_TRY_ALL'] === undefined)
      skipTest(this, 'hints and links beside the text still change what is compared');
    const window = opened();
    await window.open('colours.vmspec.json');
    const spec = await coloursOf(window);
    await window.open('colours.json');
    const json = await coloursOf(window);
    assert.ok(new Set(spec.map(([, colour]) => colour)).size >= 4, JSON.stringify(spec));
    assert.deepEqual(spec, json);
  });
});

/** The texts of an editor with the classes that colour them, once they are coloured; hints are none of its text. */
async function coloursOf({ editor }: Window): Promise<[string, string][]> {
  await editor.getByText('External_Switch').waitFor();
  const read = async (): Promise<[string, string][]> => {
    const spans = await editor.locator('.view-line span[class*="mtk"]:not([class*="dyn-rule"])').all();
    return Promise.all(
      spans.map(async (span): Promise<[string, string]> => [
        await span.innerText(),
        /mtk\d+/.exec((await span.getAttribute('class')) ?? '')?.[0] ?? '',
      ]),
    );
  };
  return waitFor('the text is coloured', async () => {
    const colours = await read();
    return new Set(colours.map(([, colour]) => colour)).size >= 4 ? colours : null;
  });
}
