import assert from 'node:assert/strict';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';

/** Most presses of Tab on the way to an element. */
const TABS = 150;

/** The form as a person sees it: the page in the active editor. */
export interface FormPage {
  readonly frame: FrameLocator;
  /** A field by its label; of the VM at a position, or of all. */
  readonly field: (label: string, vm?: number) => Locator;
  readonly submit: Locator;
  /** The sentence beside the one button. */
  readonly reason: Locator;
  /** Presses Tab until an element with this id has the focus. */
  readonly tabTo: (id: string) => Promise<void>;
  /** The frame that the page is in, to run something there. */
  readonly inside: () => Promise<Frame>;
}

/** Finds the form in a window. */
export function formPage(page: Page): FormPage {
  const frame = page
    .locator('iframe.webview.ready')
    .last()
    .contentFrame()
    .locator('iframe#active-frame')
    .contentFrame();
  const inside = async (): Promise<Frame> => {
    const body = await frame.locator('body').elementHandle();
    const found = await body.ownerFrame();
    assert.ok(found);
    return found;
  };
  return {
    frame,
    field: (label, vm) =>
      (vm === undefined
        ? frame.getByRole('region', { name: /^(All VMs|The VM)$/ })
        : frame.locator('.row').nth(vm)
      ).getByLabel(label, { exact: true }),
    submit: frame.getByRole('button', { name: /^Provision \d+ VMs?\.\.\.$/ }),
    reason: frame.locator('#submit-reason'),
    tabTo: async (id) => {
      const found = await inside();
      for (let left = TABS; left > 0; left -= 1) {
        await page.keyboard.press('Tab');
        if ((await found.evaluate('document.activeElement.id')) === id) return;
      }
      throw new Error(`Tab never led to ${id}.`);
    },
    inside,
  };
}
