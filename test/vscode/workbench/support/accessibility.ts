import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Fails with what axe-core finds below an element of a page. */
export async function assertAccessible(page: Page | Frame, selector: string): Promise<void> {
  // Beside the content security policy of the page: a test is no part of it.
  await page.evaluate(axe);
  const violations = await page.evaluate<readonly Violation[]>(
    `window.axe.run(${JSON.stringify(selector)}).then((result) => result.violations)`,
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n${failureSummary ?? ''}`),
  );
  assert.deepEqual(found, []);
}
