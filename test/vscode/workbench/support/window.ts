import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { openWorkbench } from '../../../../scripts/vscode/openWorkbench.ts';
import { startVsCode, type VsCodeOptions } from '../../../../scripts/vscode/startVsCode.ts';
import { makeTestPlace, type TestPlace } from '../../../../scripts/vscode/testRun.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const screenshots = join(root, 'out', 'screenshots');

/** Milliseconds that something may take to be seen. */
const PATIENCE_MS = 120_000;
/** How often a palette is opened until it has what is looked for. */
const PALETTES = 6;

/** A window of VS Code with the extension, as a person has it. */
export interface Window {
  readonly page: Page;
  /** Folder that is open. */
  readonly workspace: string;
  /** Where a host of this computer keeps its data. */
  readonly data: string;
  /** Opens a file of the workspace in an editor. */
  readonly open: (name: string) => Promise<void>;
  /** Runs a command by its title in the command palette. */
  readonly command: (title: string) => Promise<void>;
  /** Puts the cursor of the active editor on a line and a column, both counted from 1. */
  readonly goTo: (line: number, column: number) => Promise<void>;
  /** The editor with the focus. */
  readonly editor: Locator;
  /** Opens a second window on the same folder. */
  readonly another: () => Promise<Window>;
  /** Keeps a picture in `out/screenshots`. */
  readonly picture: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A window for the tests of a `describe`, with these files; a test that fails leaves a picture. */
export function windowWith(
  files: Readonly<Record<string, string>>,
  installed: () => Pick<VsCodeOptions, 'installed' | 'vsix'> = () => ({ installed: root }),
): () => Window {
  return windowOf(() => openWindow(files, installed()));
}

/** A window of a person with a home folder of their own: the files in it, by their paths, and those of the workspace. */
export function windowAtHome(
  home: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): () => Window {
  return windowOf(() => openWindow(files, { installed: root }, home));
}

/** A window for the tests of a `describe` in which no folder is open. */
export function emptyWindow(): () => Window {
  return windowOf(() => openWindow(null, { installed: root }));
}

function windowOf(open: () => Promise<Window>): () => Window {
  const opened: { window: Window | null } = { window: null };
  before(async () => {
    opened.window = await open();
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

/** Opens a window on a fresh copy of the workspace, with these files, by their names, beside the others; null: on no folder. */
async function openWindow(
  files: Readonly<Record<string, string>> | null,
  installed: Pick<VsCodeOptions, 'installed' | 'vsix'>,
  home: Readonly<Record<string, string>> | null = null,
): Promise<Window> {
  const { VMSPEC_TEST_INSTALLATION: installation, VMSPEC_TEST_BROWSER: browser } = process.env;
  if (installation === undefined || browser === undefined) {
    throw new Error('Run these tests with: npm test -- vscode');
  }
  const place = makeTestPlace(root, 'workbench', []);
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(place.workspace, name), text);
  const env = home === null ? place.env : { ...place.env, HOME: makeHome(place, home) };
  const server = await startVsCode({ installation, ...installed, env });
  const workbench = await openWorkbench({
    server,
    browser,
    workspace: files === null ? null : place.workspace,
  });
  mkdirSync(screenshots, { recursive: true });
  const close = async (): Promise<void> => {
    await workbench.close();
    await server.stop();
    place.remove();
  };
  return windowIn(workbench.page, place, files !== null, close);
}

/** Makes a home folder beside the workspace, which goes with it. */
function makeHome({ workspace }: TestPlace, files: Readonly<Record<string, string>>): string {
  const home = join(dirname(workspace), 'home');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  return home;
}

async function windowIn(
  page: Page,
  place: Pick<TestPlace, 'workspace' | 'data'>,
  hasFolder: boolean,
  close: () => Promise<void>,
): Promise<Window> {
  page.setDefaultTimeout(PATIENCE_MS);
  const settled = hasFolder
    ? page.locator('.explorer-folders-view').getByText('lab.vmspec.json')
    : page.locator('.monaco-workbench');
  await settled.waitFor();
  return {
    page,
    workspace: place.workspace,
    data: place.data,
    editor: page.locator('.editor-group-container.active .monaco-editor').first(),
    open: async (name) => {
      await page.locator('.explorer-folders-view').getByText(name).dblclick();
      await page.locator('.tab.active').getByText(name).waitFor();
    },
    command: (title) => pick(page, 'F1', `>${title}`, title),
    goTo: (line, column) => {
      const place = `:${String(line)}:${String(column)}`;
      return pick(page, 'Control+G', place, `line ${String(line)} at column ${String(column)}`);
    },
    picture: async (name) => {
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    another: async () => {
      const second = await page.context().newPage();
      await second.goto(page.url());
      return windowIn(second, place, hasFolder, () => second.close());
    },
    close,
  };
}

/**
 * Opens a palette, types, and takes what it offers. A palette that opens before all extensions are known does not learn of
 * their commands later, one that is still thinking takes no answer, and a key that is pressed while the focus moves is lost.
 */
async function pick(page: Page, key: string, typed: string, offered: string): Promise<void> {
  const palette = page.locator('.quick-input-widget');
  const row = palette.locator('.quick-input-list .monaco-list-row').getByText(offered).first();
  const timeout = PATIENCE_MS / PALETTES;
  for (let left = PALETTES; left > 0; left -= 1) {
    await page.keyboard.press(key);
    const isTaken = await isDone(async () => {
      await palette.locator('input').first().fill(typed, { timeout });
      await row.click({ timeout });
    });
    // What it leads to may be a question in the same place.
    if (isTaken) return row.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
  }
  throw new Error(`The palette never offered ${offered}.`);
}

async function isDone(action: () => Promise<void>): Promise<boolean> {
  return action().then(
    () => true,
    () => false,
  );
}
