import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml } from '../../../client/src/webviews/pageHtml.ts';
import { browserFlags } from '../../../scripts/vscode/openWorkbench.ts';
import { waitFor } from '../host/waitFor.ts';

const folder = join(import.meta.dirname, '../../../dist/webview');

/** A page of the extension in a browser, without VS Code around it. */
export interface OpenedPage {
  readonly page: Page;
  /** What the page said to the extension. */
  readonly said: () => Promise<unknown[]>;
  /** What its content policy stopped: directive and address. */
  readonly violations: () => Promise<string[]>;
  /** Paths that the browser asked the server for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** What VS Code gives a page, and notes of what happens in it. */
const EDITOR = `
  window.said = []; window.stopped = [];
  window.acquireVsCodeApi = () => ({ postMessage: (one) => said.push(one), getState: () => null, setState: () => {} });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    stopped.push(effectiveDirective + ' ' + blockedURI));
`;

/** Starts a browser without a screen. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: [...browserFlags] });
}

/** Opens the page of this name with the HTML that the extension gives it. */
export async function openPage(browser: Browser, name: string, title: string): Promise<OpenedPage> {
  const asked: string[] = [];
  const server = await servePages(name, title, asked);
  const page = await browser.newPage();
  await page.addInitScript(EDITOR);
  await page.goto(`${originOf(server)}/`);
  // Not by `waitForFunction`: what it runs in the page is stopped by the policy.
  await waitFor('the page is ready', () =>
    page.evaluate<boolean>('said.some(({ type }) => type === "ready")'),
  );
  return {
    page,
    asked,
    said: () => page.evaluate('said'),
    violations: () => page.evaluate('stopped'),
    close: async () => {
      await page.close();
      server.close();
    },
  };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function servePages(name: string, title: string, asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = /^\/(form|dashboard)\.(js|css)$/.exec(request.url ?? '');
    if (file !== null) {
      const type = file[2] === 'js' ? 'text/javascript' : 'text/css';
      response
        .writeHead(200, { 'content-type': type })
        .end(readFileSync(join(folder, `${name}.${file[2] ?? ''}`)));
    } else if (request.url === '/') {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(htmlOf(name, title, originOf(server)));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function htmlOf(name: string, title: string, origin: string): string {
  const [script, style] = [`${origin}/${name}.js`, `${origin}/${name}.css`];
  return pageHtml({ title, language: 'en', words: {}, script, style, cspSource: origin, nonce: 'n0nce' });
}
