import type { Frame, Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/vscode/findBrowser.ts';
import { installVsCode } from '../../../scripts/vscode/installVsCode.ts';
import { openWorkbench } from '../../../scripts/vscode/openWorkbench.ts';
import { startVsCode } from '../../../scripts/vscode/startVsCode.ts';
import { makeTestPlace } from '../../../scripts/vscode/testRun.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { startCrowdHost } from './crowdHost.ts';

/** What the browser calls a long task begins at 50 ms; what is shorter is not told. */
const LONG_MS = 50;

/** Tasks that kept a window or the dashboard's page busy for longer than 50 ms, in milliseconds. */
export interface Busy {
  readonly window: readonly number[];
  readonly page: readonly number[];
  /** Whether the row that was selected before is selected still. */
  readonly selectionKept: boolean;
}

/** Opens the views and the dashboard on a host with so many VMs, and watches them while VMs change. */
export async function watchCrowd(
  root: string,
  { vms, perSecond, ms }: { readonly vms: number; readonly perSecond: number; readonly ms: number },
  say: (line: string) => void,
): Promise<Busy> {
  const browser = await findBrowser(say);
  if ('missing' in browser) throw new Error(browser.missing);
  const installation = await installVsCode(root, say);
  const place = makeTestPlace(root, 'bench', []);
  const host = await startCrowdHost(place.data, vms);
  const server = await startVsCode({ installation, installed: root, env: place.env });
  const workbench = await openWorkbench({ server, browser: browser.executable, workspace: place.workspace });
  try {
    const { page } = workbench;
    await run(page, 'VMSpec: Open Dashboard');
    const dashboard = await frameOf(page);
    await run(page, 'VMSpec: Focus on Hosts View');
    const row = page.locator('.pane-body .monaco-list-row').first();
    await row.click();
    const selected = async (): Promise<string> =>
      (await page.locator('.pane-body .monaco-list-row.selected').allInnerTexts()).join();
    const before = await selected();
    // What opening itself takes is over once a round of changes has gone through.
    await host.churn(perSecond, 3000);
    for (const frame of [page.mainFrame(), dashboard]) await frame.evaluate(watch);
    await host.churn(perSecond, ms);
    const busy = (frame: Frame): Promise<number[]> => frame.evaluate<number[]>('window.vmspecBusy');
    return {
      window: await busy(page.mainFrame()),
      page: await busy(dashboard),
      selectionKept: before !== '' && (await selected()) === before,
    };
  } finally {
    await workbench.close();
    await server.stop();
    await host.close();
    place.remove();
  }
}

const watch = `
  window.vmspecBusy = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) if (duration > ${String(LONG_MS)}) window.vmspecBusy.push(duration);
  }).observe({ type: 'longtask' });
  undefined`;

async function run(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  const row = page.locator('.quick-input-list .monaco-list-row').getByText(title).first();
  await waitFor(
    `the command ${title}`,
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 5000 }).catch(() => undefined);
      return row.isVisible();
    },
    { deadlineMs: 60_000 },
  );
  await page.keyboard.press('Enter');
}

function frameOf(page: Page): Promise<Frame> {
  return waitFor(
    'the dashboard with its rows',
    async () => {
      for (const one of page.frames())
        if (
          (await one
            .locator('tbody tr th')
            .count()
            .catch(() => 0)) > 0
        )
          return one;
      return null;
    },
    { deadlineMs: 60_000 },
  );
}
