import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/vscode/findBrowser.ts';
import { installVsCode } from '../../../scripts/vscode/installVsCode.ts';
import { openWorkbench } from '../../../scripts/vscode/openWorkbench.ts';
import { startVsCode } from '../../../scripts/vscode/startVsCode.ts';
import { makeTestPlace } from '../../../scripts/vscode/testRun.ts';
import { DRAWN } from '../../../webview/src/shared/marks.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { formPage } from '../../vscode/workbench/support/formPage.ts';
import { specText } from '../../vscode/specs.ts';

const NAME = 'many.vmspec.json';

/** How long a form took to open, in milliseconds. */
export interface Opening {
  /** From the command to the page's beginning: what VS Code needs for any page. */
  readonly page: number;
  /** From the command to the fields on the screen. */
  readonly all: number;
}

/** A window with a spec of many VMs in it. */
export interface FormBench {
  /** Opens the form, and takes the time until its fields are there. */
  open(): Promise<Opening>;
  /** Puts the cursor behind the vCPU of the second VM. */
  focusField(): Promise<void>;
  /** Types a letter or takes one away in a field of a VM; answers the milliseconds until the verdict on it is shown. */
  keystroke(key: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts VS Code with a spec of this many VMs. */
export async function startFormBench(
  root: string,
  vms: number,
  say: (line: string) => void,
): Promise<FormBench> {
  const browser = await findBrowser(say);
  if ('missing' in browser) throw new Error(browser.missing);
  const installation = await installVsCode(root, say);
  const place = makeTestPlace(root, 'bench', []);
  writeFileSync(join(place.workspace, NAME), specText(Array.from({ length: vms }, () => ({}))));
  const server = await startVsCode({ installation, installed: root, env: place.env });
  const workbench = await openWorkbench({
    server,
    browser: browser.executable,
    workspace: place.workspace,
  });
  const { page } = workbench;
  return {
    open: () => open(page),
    focusField: () => focusField(page),
    keystroke: (key) => keystroke(page, key),
    stop: async () => {
      await workbench.close();
      await server.stop();
      place.remove();
    },
  };
}

async function open(page: Page): Promise<Opening> {
  const row = page.locator('.quick-input-list .monaco-list-row').getByText('VMSpec: Open Form').first();
  await page.locator('.explorer-folders-view').getByText(NAME).dblclick();
  await page.locator('.editor-group-container.active .view-line').first().waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>VMSpec: Open Form');
  await row.waitFor();
  const started = Date.now();
  await page.keyboard.press('Enter');
  await formPage(page)
    .reason.getByText(/No host is connected/)
    .waitFor();
  const inside = await formPage(page).inside();
  // Playwright's own looking takes a good part of a second.
  const moments = `[0, performance.getEntriesByName('${DRAWN}')[0].startTime].map((at) => performance.timeOrigin + at)`;
  const [begun = NaN, drawn = NaN] = await inside.evaluate<readonly number[]>(moments);
  return { page: begun - started, all: drawn - started };
}

async function focusField(page: Page): Promise<void> {
  const { frame, field } = formPage(page);
  await frame.getByRole('button', { name: 'Open test-02' }).click();
  await field('vCPU', 1).focus();
  await page.keyboard.press('End');
}

/** Looks, from inside the page, from a key to the next change of the sentence beside the button. */
const watch = `
  window.vmspecTimes ??= (() => {
    const times = { start: 0, last: null };
    addEventListener('keydown', () => { times.start = performance.now(); times.last = null; }, true);
    new MutationObserver(() => { times.last ??= performance.now() - times.start; }).observe(
      document.getElementById('submit-reason'), { childList: true, subtree: true, characterData: true });
    return times;
  })()`;

async function keystroke(page: Page, key: string): Promise<number> {
  const inside: Frame = await formPage(page).inside();
  await inside.evaluate(`{ ${watch}; undefined }`);
  await page.keyboard.press(key);
  // The page's policy forbids what Playwright's own waiting is made of.
  return waitFor('a verdict', () => inside.evaluate<number | null>('window.vmspecTimes.last'));
}
