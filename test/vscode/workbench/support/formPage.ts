import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The form as a person sees it: the page in the active editor. */
export interface FormPage {
  readonly frame: FrameLocator;
  /** A field by its label; of the VM at a position, or of all. */
  readonly field: (label: string, vm?: number) => Locator;
  readonly submit: Locator;
  /** The sentence beside the one button. */
  readonly reason: Locator;
}

/** Finds the form in a window. */
export function formPage(page: Page): FormPage {
  const frame = page
    .locator('iframe.webview.ready')
    .last()
    .contentFrame()
    .locator('iframe#active-frame')
    .contentFrame();
  return {
    frame,
    field: (label, vm) =>
      (vm === undefined
        ? frame.getByRole('region', { name: /^(All VMs|The VM)$/ })
        : frame.locator('.row').nth(vm)
      ).getByLabel(label, { exact: true }),
    submit: frame.getByRole('button', { name: /^Provision \d+ VMs?\.\.\.$/ }),
    reason: frame.locator('#submit-reason'),
  };
}
