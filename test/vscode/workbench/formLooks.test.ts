import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { specText } from '../specs.ts';
import { formPage } from './support/formPage.ts';
import { startHostBeside } from './support/hostBeside.ts';
import { windowWith } from './support/window.ts';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
} as const;

/** What an examination says of one rule. */
interface Finding {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Scripts that run in the page. */
const toTop = `document.querySelector('h1')?.scrollIntoView()`;
/** Elements that reach beyond the right edge, apart from what is not seen or scrolls by itself. */
const cutElements = `[...document.querySelectorAll('main *')]
  .filter((element) => element.closest('.unseen, .scroll, defs, svg') === null)
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 120))`;

/** Looks at a page with axe; answers what is grave in it. */
async function graveFindings(inside: Frame): Promise<string[]> {
  await inside.evaluate(axe.source);
  const { violations } = await inside.evaluate<{ violations: Finding[] }>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
}

describe('how the form looks', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'looks.vmspec.json': specText([
      { cpu_cores: 12 },
      { cpu_cores: 12, data_disks: [{ size_gb: 5 }] },
      { tags: ['web'] },
    ]),
  });
  let host: HostProcess;
  before(async () => {
    host = await startHostBeside(opened(), 0);
    const window = opened();
    await window.open('looks.vmspec.json');
    await window.command('VMSpec: Provision VMs');
    const form = formPage(window.page);
    await form.frame
      .getByText(/too much/)
      .first()
      .waitFor();
    await form.frame.getByRole('button', { name: 'More options' }).click();
    await form.frame.getByRole('button', { name: 'Open test-02' }).click();
  });
  after(() => host.kill('SIGTERM'));

  for (const [kind, theme] of Object.entries(themes)) {
    it(`has nothing grave for people who see or steer otherwise, ${kind}`, async () => {
      const window = opened();
      mkdirSync(join(window.workspace, '.vscode'), { recursive: true });
      writeFileSync(
        join(window.workspace, '.vscode', 'settings.json'),
        JSON.stringify({ 'workbench.colorTheme': theme, 'files.autoSave': 'off' }),
      );
      const form = formPage(window.page);
      const inside = await form.inside();
      await waitFor('the theme is there', () =>
        inside.evaluate<boolean>(`document.body.className.includes('vscode-${kind}')`),
      );
      await inside.evaluate(toTop);
      await window.picture(`form-${kind}`);
      await form.frame.locator('.row').nth(1).scrollIntoViewIfNeeded();
      await window.picture(`form-${kind}-row`);
      assert.deepEqual(await graveFindings(inside), []);
    });
  }

  it('has nothing grave in forced colours, and tells the stretches of a bar apart', async () => {
    const window = opened();
    await window.page.emulateMedia({ forcedColors: 'active' });
    const form = formPage(window.page);
    const inside = await form.inside();
    await inside.evaluate(toTop);
    await window.picture('form-forced');
    assert.deepEqual(await graveFindings(inside), []);
    await window.page.emulateMedia({ forcedColors: 'none' });
  });

  it('stays usable in 320 px and at 200 %: nothing to scroll sideways, nothing cut', async () => {
    const window = opened();
    await window.command('View: Close Primary Side Bar').catch(() => undefined);
    const form = formPage(window.page);
    const inside = await form.inside();
    // 200 % of a window of 1280 px is one of 640.
    for (const width of [640, 376]) {
      await window.page.setViewportSize({ width, height: 900 });
      await waitFor('the page is narrow', () =>
        inside.evaluate<boolean>(`window.innerWidth <= ${String(width)}`),
      );
      const cut = await inside.evaluate<string[]>(cutElements);
      await window.picture(`form-${width}`);
      assert.deepEqual(cut, []);
      assert.ok(await form.submit.isVisible());
    }
    await window.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows room as a table, too', async () => {
    const form = formPage(opened().page);
    await form.frame.getByRole('button', { name: 'Show as table' }).click();
    await form.frame.getByRole('rowheader', { name: 'RAM' }).waitFor();
    await opened().picture('form-table');
    await form.frame.getByRole('button', { name: 'Show as bars' }).click();
  });
});
