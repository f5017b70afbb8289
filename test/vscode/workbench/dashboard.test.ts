import assert from 'node:assert/strict';
import type { Frame, FrameLocator } from 'playwright-core';
import type { VmList } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { assertAccessible } from './support/accessibility.ts';
import { startHostBeside } from './support/hostBeside.ts';
import { windowWith } from './support/window.ts';

const template = 'C:\\Templates\\ubuntu-24.04.vhdx';

describe('the dashboard', function () {
  this.timeout(300_000);
  const opened = windowWith({});
  let host: HostProcess;
  before(async () => {
    host = await startHostBeside(opened(), 4);
    await provision('web-1', 'web-2', 'web-10');
  });
  after(() => host.kill('SIGTERM'));

  const page = (): FrameLocator =>
    opened()
      .page.locator('iframe.webview.ready')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  const frame = async (): Promise<Frame> =>
    waitFor('the frame of the page', async () => {
      for (const one of opened().page.frames()) {
        if ((await one.locator('main#page h1').count()) > 0) return one;
      }
      return null;
    });
  const rows = (): Promise<string[]> => page().locator('tbody tr th').allInnerTexts();
  async function provision(...names: readonly string[]): Promise<void> {
    const body = JSON.stringify(spec(...names.map((name) => vm(name, { disk_template_path: template }))));
    const answer = await request(host, { method: 'POST', path: '/api/vms/provision', body });
    assert.equal(answer.status, 202, answer.text);
  }

  it('lists the VMs with the status of the work on them and their power state', async () => {
    const { command, picture } = opened();
    await command('VMSpec: Open Dashboard');
    await page()
      .getByRole('row', { name: /web-10 Success running/ })
      .waitFor();
    await page()
      .getByRole('row', { name: /dc-01 Not created by VMSpec running/ })
      .waitFor();
    assert.deepEqual(await rows(), ['dc-01', 'old-build-server', 'web-1', 'web-2', 'web-10']);
    await picture('dashboard');
  });

  it('sorts by its columns, and is filtered by words and by status', async () => {
    const { picture } = opened();
    const name = page().getByRole('columnheader', { name: 'Name' });
    assert.equal(await name.getAttribute('aria-sort'), 'ascending');
    await name.getByRole('button').press('Enter');
    assert.deepEqual((await rows())[0], 'web-10');
    await name.getByRole('button').press('Enter');
    await page().getByRole('searchbox').fill('web running');
    await page().getByRole('status').filter({ hasText: '1 to 3 of 3' }).waitFor();
    await page().getByRole('button', { name: 'Failed 0' }).click();
    await page().getByText('Nothing matches.').waitFor();
    await page().getByRole('button', { name: 'Failed 0' }).click();
    await picture('dashboard-filter');
  });

  it('keeps what was selected and what has the focus while rows change', async () => {
    await page().getByRole('checkbox', { name: 'Select web-2' }).check();
    await page().getByRole('searchbox').focus();
    await provision('web-11');
    await page()
      .getByRole('row', { name: /web-11 Success running/ })
      .waitFor();
    assert.equal(await page().getByRole('checkbox', { name: 'Select web-2' }).isChecked(), true);
    assert.equal(await (await frame()).evaluate<string>('document.activeElement?.id'), 'filter');
  });

  it('does what the trees do, by the same commands', async () => {
    const { page: window, picture } = opened();
    await page().getByRole('button', { name: 'Delete…' }).click();
    const dialog = window.locator('.monaco-dialog-box');
    await dialog.getByText('Delete web-2 on').waitFor();
    await picture('dashboard-delete');
    await dialog.getByRole('button', { name: 'Delete VMs and Disks' }).click();
    await waitFor('it is gone', async () => {
      const { vms } = (await request(host, { path: '/api/vms' })).body as VmList;
      return !vms.some(({ vm_name }) => vm_name === 'web-2');
    });
    await page()
      .getByRole('row', { name: /web-2 / })
      .waitFor({ state: 'detached' });
  });

  it('T46: drops a forged message, and does nothing for it', async () => {
    const before = ((await request(host, { path: '/api/jobs' })).body as { jobs: unknown[] }).jobs.length;
    await (
      await frame()
    ).evaluate(`
      for (const message of [
        { type: 'action', action: 'workbench.action.closeWindow', ids: [] },
        { type: 'action', action: 'deleteVm', ids: [1, 2] },
        { type: 'run', command: 'x' }, 'delete', null,
      ]) window.parent.postMessage({ channel: 'onmessage', data: { message } }, '*');
    `);
    await page().getByRole('tab', { name: /^Jobs/ }).click();
    await page()
      .getByRole('row', { name: /Create 3 VMs/ })
      .waitFor();
    const after = ((await request(host, { path: '/api/jobs' })).body as { jobs: unknown[] }).jobs.length;
    assert.equal(after, before);
    assert.equal(await opened().page.locator('.monaco-dialog-box').count(), 0);
  });

  it('lists the jobs, and shows capacity over time as charts and as a table', async () => {
    const { picture } = opened();
    await page()
      .getByRole('row', { name: /Delete web-2 Success/ })
      .waitFor();
    await picture('dashboard-jobs');
    await page().getByRole('tab', { name: 'Capacity' }).click();
    await page().locator('.chart canvas').first().waitFor();
    await picture('dashboard-capacity');
    await page().getByRole('button', { name: 'Show as Table' }).click();
    await page()
      .getByRole('columnheader', { name: /^RAM \(GB/ })
      .waitFor();
    await picture('dashboard-table');
    await page().getByRole('button', { name: 'Show as Charts' }).click();
  });

  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast']) {
    it(`has nothing that axe-core finds: ${theme}`, async () => {
      const { page: window, command, picture } = opened();
      await command('Preferences: Color Theme');
      await window.locator('.quick-input-widget input').fill(theme);
      await window.keyboard.press('Enter');
      for (const tab of [/^VMs/, /^Jobs/, /^Capacity/]) {
        await page().getByRole('tab', { name: tab }).click();
        await assertAccessible(await frame(), 'body');
      }
      await page().getByRole('tab', { name: /^VMs/ }).click();
      await picture(`dashboard-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  it('comes back after the window was loaded anew, with what was chosen', async () => {
    await opened().page.reload();
    // The editor keeps the state of a page now and then: the last click before a reload may not be in it.
    await page().getByRole('tab', { name: /^VMs/ }).click();
    await page()
      .getByRole('row', { name: /web-10 Success running/ })
      .waitFor();
    assert.equal(await page().getByRole('searchbox').inputValue(), 'web running');
    await opened().picture('dashboard-reloaded');
  });
});
