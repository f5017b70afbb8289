import { chromium, type Page } from 'playwright-core';
import type { VsCodeServer } from './startVsCode.ts';

export interface WorkbenchOptions {
  readonly server: VsCodeServer;
  /** Path of the browser. */
  readonly browser: string;
  /** Folder that is opened; null: none is. */
  readonly workspace: string | null;
  /** Loads an extension from its sources and runs tests in it; absent: as a person opens it. */
  readonly development?: {
    /** Folder with the package.json of the extension. */
    readonly extension: string;
    /** Module with a function `run`, which the extension host calls. */
    readonly tests: string;
  };
}

/** VS Code's window in a browser without a screen. */
export interface Workbench {
  readonly page: Page;
  close(): Promise<void>;
}

/** Chromium as root, in a container, without a screen and without talking to anyone. */
export const browserFlags: readonly string[] = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Opens the workbench on a folder. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const browser = await chromium.launch({
    executablePath: options.browser,
    headless: true,
    args: [...browserFlags],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(addressOf(options).href);
  return { page, close: () => browser.close() };
}

function addressOf({ server, workspace, development }: WorkbenchOptions): URL {
  const remote = (path: string): string => `vscode-remote://${server.url.host}${path}`;
  const url = new URL(server.url);
  if (workspace === null) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', workspace);
  if (development !== undefined) {
    const payload = [
      ['extensionDevelopmentPath', remote(development.extension)],
      ['extensionTestsPath', remote(development.tests)],
    ];
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url;
}
