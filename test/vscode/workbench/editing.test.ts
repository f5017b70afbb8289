import assert from 'node:assert/strict';
import { waitFor } from '../../support/host/waitFor.ts';
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
    assert.ok(new Set(spec.map(({ colour }) => colour)).size >= 4, JSON.stringify(spec));
    assert.deepEqual(spec, json);
  });
});

/** What is read of an element of the page. */
interface Span {
  readonly className: string;
  readonly textContent: string;
}

/** Neighbouring characters of one colour. */
interface Run {
  readonly text: string;
  readonly colour: string;
}

/** The text of an editor with the classes that colour it, once it is coloured; hints are none of its text. */
async function coloursOf({ editor }: Window): Promise<Run[]> {
  await editor.getByText('External_Switch').waitFor();
  return waitFor('the text is coloured', async () => {
    const parts = await editor
      .locator('.view-line span[class*="mtk"]')
      .evaluateAll((spans: readonly Span[]) =>
        spans
          .filter(({ className }) => !className.includes('dyn-rule'))
          .map(({ className, textContent }) => ({
            text: textContent.replaceAll(/\s/gu, ''),
            colour: /mtk\d+/.exec(className)?.[0] ?? '',
          })),
      );
    return new Set(parts.map(({ colour }) => colour)).size >= 4 ? joined(parts) : null;
  });
}

/** Hints and links divide what has one colour. */
function joined(parts: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const { text, colour } of parts.filter((part) => part.text !== '')) {
    const last = runs.at(-1);
    if (last?.colour === colour) runs[runs.length - 1] = { text: last.text + text, colour };
    else runs.push({ text, colour });
  }
  return runs;
}
