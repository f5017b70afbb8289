import assert from 'node:assert/strict';
import { specText } from '../specs.ts';
import { windowWith } from './support/window.ts';

describe('the first steps of a newcomer', function () {
  this.timeout(300_000);
  const opened = windowWith({ 'practised.vmspec.json': specText([{}]) });

  it('are five, the first of which is done with a practice host, which a reload finds again', async () => {
    const { page, command, picture, open } = opened();
    await command('Welcome: Open Walkthrough');
    await page.locator('.quick-input-list .monaco-list-row').getByText('Get Started with VMSpec').click();
    const walkthrough = page.locator('.gettingStartedContainer');
    await walkthrough.getByText('Connect your Hyper-V machine').first().waitFor();
    assert.equal(await walkthrough.locator('.getting-started-step').count(), 5);
    await picture('walkthrough');
    await walkthrough.getByRole('button', { name: 'Try with a Practice Host' }).last().click();
    const item = page.locator('.statusbar-item').filter({ hasText: /Practice host · \d+ GB free/ });
    await item.waitFor();
    await walkthrough.locator('.getting-started-step .codicon.complete').first().waitFor();
    await picture('walkthrough-done');
    await command('View: Close All Editors');

    // A reload finds it again.
    await page.reload();
    await page.locator('.explorer-folders-view').getByText('practised.vmspec.json').waitFor();
    await open('practised.vmspec.json');
    await item.waitFor();
    const { editor } = opened();
    await editor
      .locator('.codelens-decoration')
      .getByText(/^Fits /)
      .waitFor();
    await page.keyboard.press('Control+B');
    await picture('practice-spec');
    await page.keyboard.press('Control+B');
    await command('VMSpec: Stop Practice Host');
    await item.waitFor({ state: 'detached' });
  });
});
