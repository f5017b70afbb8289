import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { specText } from '../specs.ts';
import { jobsOf, startHostBeside } from './support/hostBeside.ts';
import { windowWith } from './support/window.ts';

describe('a spec beside a running host', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'template.vmspec.json': specText([{ disk_template_path: '' }]),
    'lens.vmspec.json': specText([{ vm_name: 'lens-01' }, { vm_name: 'lens-02' }]),
    'plan.vmspec.json': specText([{ cpu_cores: 2, ram_max_mb: 1024 }]),
    'two.vmspec.json': specText([{}, {}]),
    'big.vmspec.json': specText([{ vm_name: 'too-big', cpu_cores: 64 }]),
    'cancelled.vmspec.json': specText([{ vm_name: 'cancelled-01' }]),
  });
  let host: HostProcess;
  before(async () => {
    host = await startHostBeside(opened(), 2);
  });
  after(() => host.kill('SIGTERM'));
  beforeEach(() => opened().command('Notifications: Clear All Notifications'));

  it('completes a template of the host, while the first letter is typed inside the string', async () => {
    const { page, open, goTo, editor, picture } = opened();
    // What the host has is offered once the editor was told of it.
    await open('lens.vmspec.json');
    await editor
      .locator('.codelens-decoration')
      .getByText(/^Fits /)
      .waitFor();
    await open('template.vmspec.json');
    const text = specText([{ disk_template_path: '' }]);
    const line = text.split('\n').findIndex((one) => one.includes('disk_template_path'));
    const column = (text.split('\n')[line]?.indexOf('""') ?? 0) + 2;
    await goTo(line + 1, column);
    await page.keyboard.type('u');
    const offered = page.locator('.suggest-widget.visible .monaco-list-row');
    await offered
      .getByText(/ubuntu-24\.04/)
      .first()
      .waitFor();
    await picture('completion');
    await offered
      .getByText(/ubuntu-24\.04/)
      .first()
      .click();
    await editor.getByText('ubuntu-24.04.vhdx').first().waitFor();
    const line11 = await editor.locator('.view-line').filter({ hasText: 'disk_template_path' }).innerText();
    assert.match(line11.replaceAll('\u00a0', ' '), /"C:\\\\Templates\\\\ubuntu-24\.04\.vhdx"/);
  });

  it('says above it whether it fits, and provisions from there', async () => {
    const { page, open, editor, picture } = opened();
    await open('lens.vmspec.json');
    // Beside the explorer the last lens would lie under the minimap.
    await page.keyboard.press('Control+B');
    const lenses = editor.locator('.codelens-decoration');
    await lenses.getByText(/^Fits .+: needs 2 of \d+ free vCPU/).waitFor();
    const lens = lenses.getByText(/^Provision 2 VMs on/);
    await lens.waitFor();
    await picture('lens');
    const dialog = page.locator('.monaco-dialog-box');
    await clickUntil(lens, dialog.getByText(/lens-02: 1 vCPU/));
    await dialog.getByRole('button', { name: 'Create 2 VMs' }).click();
    await page
      .locator('.statusbar-item')
      .getByText(/2 practice VMs created on/)
      .waitFor();
    const [job] = await jobsOf(host);
    assert.equal(job?.status, 'Success');
    await page.keyboard.press('Control+B');
  });

  it('shows the plan as a page', async () => {
    const window = opened();
    await window.open('plan.vmspec.json');
    await window.command('VMSpec: Plan');
    const page = window.page
      .locator('iframe.webview.ready')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
    await page.getByText('It fits').waitFor();
    await page.getByRole('cell', { name: 'test-01' }).waitFor();
    await window.picture('plan');
    await window.command('View: Close All Editors');
  });

  it('asks first, naming host, VMs and sizes; creates them, shows how it goes, and says once that it is done', async () => {
    const window = opened();
    await window.open('two.vmspec.json');
    const before = (await jobsOf(host)).length;
    await window.command('VMSpec: Provision');
    const dialog = window.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const question = await dialog.innerText();
    assert.match(question, /Create 2 VMs on \S+\?/);
    assert.match(question, /test-01: 1 vCPU, 0\.5 GB RAM, 40 GB/);
    assert.match(question, /Practice host: nothing is created/);
    await window.picture('provision-question');
    assert.equal((await jobsOf(host)).length, before);

    await dialog.getByRole('button', { name: 'Create 2 VMs' }).click();
    const notification = window.page.locator('.notifications-toasts .notification-list-item');
    await notification.getByText(/Creating 2 VMs on/).waitFor();
    await window.picture('provision-progress');
    // Whoever looks on is not disturbed by a success: it is said in the status bar, and nothing stays to be put away.
    await window.page
      .locator('.statusbar-item')
      .getByText(/2 practice VMs created on/)
      .waitFor();
    await window.picture('provision-done');
    await notification.waitFor({ state: 'detached' });
    const [job] = await jobsOf(host);
    assert.equal(job?.status, 'Success');
  });

  it('says why a spec does not fit, and creates nothing', async () => {
    const window = opened();
    await window.open('big.vmspec.json');
    const before = (await jobsOf(host)).length;
    await window.command('VMSpec: Provision');
    await window.page
      .locator('.notifications-toasts')
      .getByText(/too-big|CPU/)
      .first()
      .waitFor();
    await window.picture('provision-refused');
    assert.equal((await jobsOf(host)).length, before);
  });

  it('is cancelled from its notification', async () => {
    const window = opened();
    await window.open('cancelled.vmspec.json');
    await window.command('VMSpec: Provision');
    await window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Create 1 VM' }).click();
    const notification = window.page.locator('.notifications-toasts .notification-list-item');
    await notification.getByText(/Creating 1 VM on/).waitFor();
    // Its text changes all the time, so that it never stands still for a mouse.
    await notification.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
    await window.page
      .locator('.statusbar-item')
      .getByText(/Cancelled: 0 of 1 practice VM created/)
      .waitFor();
    const job = await waitFor('the job has ended', async () =>
      (await jobsOf(host)).find(({ reason }) => reason === 'cancelled'),
    );
    assert.equal(job.counts.created, 0);
  });
});

/** Clicks what moves while the editor finds its width, so that a click can miss it. */
async function clickUntil(what: Locator, shown: Locator): Promise<void> {
  for (let left = 5; left > 0 && !(await shown.isVisible()); left -= 1) {
    await what.click();
    await shown.waitFor({ timeout: 20_000 }).catch(() => undefined);
  }
  await shown.waitFor();
}
