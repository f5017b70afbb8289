import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { openWorkbench } from '../../../../scripts/vscode/openWorkbench.ts';
import { startVsCode } from '../../../../scripts/vscode/startVsCode.ts';
import { makeTestPlace } from '../../../../scripts/vscode/testRun.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const screenshots = join(root, 'out', 'screenshots');

/** Milliseconds that something may take to be seen. */
const PATIENCE_MS = 120_000;
/** How often the command palette is opened until it knows a command. */
const PALETTES = 6;

/** A window of VS Code with the extension, as a person has it. */
export interface Window {
  readonly page: Page;
  /** Where a host of this computer keeps its data. */
  readonly data: string;
  /** Opens a file of the workspace in an editor. */
  readonly open: (name: string) => Promise<void>;
  /** Runs a command by its title in the command palette. */
  readonly command: (title: string) => Promise<void>;
  /** The editor with the focus. */
  readonly editor: Locator;
  /** Keeps a picture in `out/screenshots`. */
  readonly picture: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A window for the tests of a `describe`, with these files; a test that fails leaves a picture. */
export function windowWith(files: Readonly<Record<string, string>>): () => Window {
  const opened: { window: Window | null } = { window: null };
  before(async () => {
    opened.window = await openWindow(files);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await opened.window?.picture(`failed-${this.currentTest.title.replace(/\W+/g, '-').slice(0, 60)}`);
  });
  after(() => opened.window?.close());
  return () => {
    if (opened.window === null) throw new Error('the window is open during tests only');
    return opened.window;
  };
}

/** Opens a window on a fresh copy of the workspace, with these files, by their names, beside the others. */
async function openWindow(files: Readonly<Record<string, string>>): Promise<Window> {
  const { VMSPEC_TEST_INSTALLATION: installation, VMSPEC_TEST_BROWSER: browser } = process.env;
  if (installation === undefined || browser === undefined) {
    throw new Error('Run these tests with: npm test -- vscode');
  }
  const place = makeTestPlace(root, 'workbench', []);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.workspace, name), text);
  const server = await startVsCode({ installation, installed: root, env: place.env });
  const workbench = await openWorkbench({
    server,
    browser,
    workspace: place.workspace,
  });
  const { page } = workbench;
  page.setDefaultTimeout(PATIENCE_MS);
  mkdirSync(screenshots, { recursive: true });
  await page.locator('.explorer-folders-view').getByText('lab.vmspec.json').waitFor();
  return {
    page,
    data: place.data,
    editor: page.locator('.editor-group-container.active .monaco-editor').first(),
    open: async (name) => {
      await page.locator('.explorer-folders-view').getByText(name).dblclick();
      await page.locator('.tab.active').getByText(name).waitFor();
    },
    command: async (title) => {
      const row = page.locator('.quick-input-list .monaco-list-row').getByText(title).first();
      // A palette that opens before all extensions are known does not learn of their commands later.
      for (let left = PALETTES; ; left -= 1) {
        await page.keyboard.press('F1');
        await page.locator('.quick-input-widget input').fill(`>${title}`);
        const found = await row.waitFor({ timeout: PATIENCE_MS / PALETTES }).then(
          () => true,
          () => false,
        );
        if (found || left <= 1) break;
        await page.keyboard.press('Escape');
      }
      await row.click();
    },
    picture: async (name) => {
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    close: async () => {
      await workbench.close();
      await server.stop();
      place.remove();
    },
  };
}
