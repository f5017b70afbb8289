import type { Locator } from 'playwright-core';

/**
 * Opens the menu of a row and chooses from it. By keyboard, once the item is under the pointer: VS Code takes no click in the
 * first tenth of a second of a menu, so that the one which opened it does not choose from it.
 */
export async function chooseFromMenu(row: Locator, item: string): Promise<void> {
  const page = row.page();
  await row.click({ button: 'right' });
  const wanted = page.locator('.monaco-menu-container .action-item').filter({ hasText: item });
  await wanted.hover();
  await wanted.and(page.locator('.focused')).waitFor();
  await page.keyboard.press('Enter');
  await wanted.waitFor({ state: 'hidden' });
}
