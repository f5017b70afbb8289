import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { JobList } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { specText } from '../specs.ts';
import { formPage } from './support/formPage.ts';
import { jobsOf, startHostBeside } from './support/hostBeside.ts';
import { windowWith } from './support/window.ts';

describe('the form', function () {
  this.timeout(300_000);
  const evil = '<img src=x onerror=alert(1)>';
  const opened = windowWith({
    'three.vmspec.json': specText([{ cpu_cores: 2, ram_max_mb: 2048 }, {}, {}]),
    'conflict.vmspec.json': specText([{ vm_name: 'conflict-01' }]),
    'evil.vmspec.json': specText([{ vm_name: evil, network_adapter_name: evil, 'x-mine': 1 }]),
    'reload.vmspec.json': specText([{ vm_name: 'reload-01' }, { vm_name: 'reload-02' }]),
  });
  const running: { host: HostProcess | null } = { host: null };
  const file = (name: string): string => join(opened().workspace, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const save = (): Promise<void> => opened().page.keyboard.press('Control+S');
  const start = async (speed: number): Promise<void> => {
    running.host = await startHostBeside(opened(), speed);
  };
  const jobs = async (): Promise<JobList['jobs']> => {
    assert.ok(running.host !== null);
    return jobsOf(running.host);
  };
  /** Opens a spec as a form and waits until it can be submitted or says why not. */
  const openForm = async (name: string, reason: RegExp) => {
    const window = opened();
    await window.open(name);
    await window.command('VMSpec: Provision VMs');
    const form = formPage(window.page);
    await form.reason.getByText(reason).waitFor();
    return form;
  };
  const closeAll = async (): Promise<void> => {
    await opened()
      .command('File: Revert File')
      .catch(() => undefined);
    await opened().command('View: Close All Editors');
  };

  before(() => start(2));
  after(() => running.host?.kill('SIGTERM'));

  it('opens on a spec, in place of its text, and says that it fits', async () => {
    const window = opened();
    const form = await openForm('three.vmspec.json', /practice host/);
    assert.equal(await window.page.locator('.tabs-container .tab').count(), 1);
    assert.equal(await form.field('Number of VMs').inputValue(), '3');
    assert.equal(await form.field('Names').inputValue(), 'test-{01}');
    await form.frame.getByText(/Needs 4; \d+ of \d+ stay free/).waitFor();
    await window.picture('form');
  });

  it('sets for all what all have, and touches nothing else of the file', async () => {
    const form = formPage(opened().page);
    const before = read('three.vmspec.json');
    await form.field('vCPU').fill('3');
    await form.frame
      .locator('.row')
      .nth(1)
      .getByText(/3 vCPU/)
      .waitFor();
    await save();
    const after = before.replaceAll('"cpu_cores": 1', '"cpu_cores": 3');
    await waitFor('the file is saved', () => read('three.vmspec.json') === after);
  });

  it('undoes and does again what was done, with the keys of the editor', async () => {
    const { page } = opened();
    const form = formPage(page);
    const changed = read('three.vmspec.json');
    await form.field('vCPU').focus();
    await page.keyboard.press('Control+Z');
    await form.frame
      .locator('.row')
      .nth(1)
      .getByText(/1 vCPU/)
      .waitFor();
    await page.keyboard.press('Control+Y');
    await form.frame
      .locator('.row')
      .nth(1)
      .getByText(/3 vCPU/)
      .waitFor();
    await save();
    assert.equal(read('three.vmspec.json'), changed);
  });

  it('says what is wrong at the field, in the words of the editor, and keeps the button back', async () => {
    const window = opened();
    const form = formPage(window.page);
    await form.frame.getByRole('button', { name: 'Open test-02' }).click();
    const field = form.field('vCPU', 1);
    await field.fill('two');
    await form.frame
      .locator('#field-1-cpu_cores-problem')
      .getByText(/integer|whole number/)
      .waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.match((await field.getAttribute('aria-describedby')) ?? '', /field-1-cpu_cores-problem/);
    await form.reason.getByText('Mend 1 error first.').waitFor();
    assert.equal(await form.submit.getAttribute('aria-disabled'), 'true');
    await window.picture('form-wrong');
    await form.frame
      .getByRole('button', { name: /^VM 2 \(test-02\): .*/ })
      .first()
      .click();
    await form.frame.locator('#field-1-cpu_cores:focus').waitFor();
    await field.fill('3');
    await closeAll();
  });

  it('is filled in and submitted by the keyboard alone, and shows the job to its end', async () => {
    const window = opened();
    const { page } = window;
    await window.command('VMSpec: Provision VMs');
    await page.locator('.tab.active').getByText('lab-2.vmspec.json').waitFor();
    const form = formPage(page);
    await form.reason.getByText(/practice host/).waitFor();
    await form.tabTo('count');
    await selectText(page);
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await form.frame.getByText('Provision 2 VMs...').waitFor();
    await form.tabTo('pattern');
    await selectText(page);
    await page.keyboard.type('key-{01}');
    await form.tabTo('field-all-cpu_cores');
    await selectText(page);
    await page.keyboard.type('1');
    await form.frame.getByText('Provision 2 VMs...').waitFor();
    await form.reason.getByText(/practice host/).waitFor();
    await form.tabTo('submit');
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(/Create 2 VMs on/).waitFor();
    await window.picture('form-question');
    await page.keyboard.press('Enter');
    await form.frame.getByRole('heading', { name: /Creating 2 VMs on/ }).waitFor();
    await window.picture('form-job');
    await form.frame
      .locator('.job .outcome')
      .getByText(/2 practice VMs created/)
      .waitFor();
    // That its own job uses the names is no mistake, not for a moment.
    assert.doesNotMatch(await form.reason.innerText(), /Mend/);
    const [job] = await jobs();
    assert.equal(job?.status, 'Success');
    assert.deepEqual(
      job.vms.map(({ vm_name }) => vm_name),
      ['key-01', 'key-02'],
    );
    await form.reason.getByText('These VMs are on the host already.').waitFor();
    await form.frame.getByText(/part of what is used/).waitFor();
    await window.picture('form-done');
    await save();
    await waitFor('the draft is saved', () => read('lab-2.vmspec.json').includes('key-02'));
    await closeAll();
  });

  it('keeps everything after a conflict, and says why in the form', async () => {
    const window = opened();
    const form = await openForm('conflict.vmspec.json', /practice host/);
    await form.field('vCPU').fill('2');
    await form.reason.getByText(/practice host/).waitFor();
    await form.submit.click();
    await window.page
      .locator('.monaco-dialog-box')
      .getByText(/Create 1 VM on/)
      .waitFor();
    // Another window is faster.
    assert.ok(running.host !== null);
    const body = JSON.parse(specText([{ vm_name: 'conflict-01' }])) as object;
    await request(running.host, { path: '/api/vms/provision', method: 'POST', body });
    await window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Create 1 VM' }).click();
    await form.frame
      .getByRole('alert')
      .getByText(/conflict-01/)
      .waitFor();
    assert.equal(await form.field('vCPU').inputValue(), '2');
    await window.picture('form-conflict');
    await closeAll();
  });

  it('T46: shows markup as text, and drops a message that does not keep to its form', async () => {
    const form = await openForm('evil.vmspec.json', /Mend \d errors/);
    const inside = await form.inside();
    assert.equal(await inside.evaluate('document.images.length'), 0);
    await form.frame.locator('.row .summary').getByText(evil).waitFor();
    const text = await form.frame.locator('h1 + p').innerText();
    const change = { offset: 0, length: 0, content: '{}' };
    const document = { type: 'document', name: 'forged', version: 1, ack: 0, change, broken: null };
    for (const forged of [{ ...document, more: 1 }, { type: 'unheard' }]) {
      await inside.evaluate(`window.postMessage(${JSON.stringify(forged)}, '*')`);
    }
    assert.equal(await form.frame.locator('h1 + p').innerText(), text);
    await closeAll();
  });

  it('leads to the text where no field shows what is wrong, and back to the field by its cursor', async () => {
    const window = opened();
    const form = await openForm('evil.vmspec.json', /Mend \d errors/);
    await form.frame.getByRole('button', { name: /x-mine/ }).click();
    await window.page.locator('.editor-group-container.active .monaco-editor').waitFor();
    const line = read('evil.vmspec.json')
      .split('\n')
      .findIndex((one) => one.includes('cpu_cores'));
    await window.goTo(line + 1, 12);
    await window.page.keyboard.press('ArrowLeft');
    await form.frame.locator('.row .pointed, .row.pointed').first().waitFor();
    await window.picture('form-and-text');
    await closeAll();
  });

  it('shows the last good state and the line of the mistake while the text is broken, and goes on after it', async () => {
    const window = opened();
    const form = await openForm('three.vmspec.json', /practice host/);
    const good = read('three.vmspec.json');
    writeFileSync(file('three.vmspec.json'), good.replace('"num_vms": 3,', '"num_vms" 3,'));
    await form.frame
      .getByRole('alert')
      .getByText(/mistake at line 3/)
      .waitFor();
    await form.reason.getByText('The text has a mistake at line 3.').waitFor();
    assert.equal(await form.field('Names').inputValue(), 'test-{01}');
    await window.picture('form-broken');
    writeFileSync(file('three.vmspec.json'), good.replaceAll('test-0', 'disk-0'));
    await waitFor(
      'the form shows the file',
      async () => (await form.field('Names').inputValue()) === 'disk-{01}',
    );
    await closeAll();
  });

  it('comes back after a reload of the window, with the job that runs; the host may go and come back', async () => {
    const window = opened();
    const form = await openForm('reload.vmspec.json', /practice host/);
    await running.host?.kill('SIGTERM');
    await form.reason.getByText(/does not answer|No host is connected/).waitFor();
    await form.field('vCPU').fill('2');
    await window.picture('form-away');
    // A job that is under way still when the window is back.
    await start(0.05);
    await form.reason.getByText(/practice host/).waitFor();
    assert.equal(await form.field('vCPU').inputValue(), '2');
    await form.submit.click();
    await window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Create 2 VMs' }).click();
    await form.frame.getByRole('heading', { name: /Creating 2 VMs on/ }).waitFor();
    await window.command('Developer: Reload Window');
    const again = formPage(window.page);
    await again.frame.getByRole('heading', { name: /Creating 2 VMs on/ }).waitFor();
    assert.equal(await again.field('vCPU').inputValue(), '2');
    await again.frame.getByRole('button', { name: 'Stop...' }).click();
    const dialog = window.page.locator('.monaco-dialog-box');
    await dialog.getByText('Stop "Create 2 VMs"?').waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await again.frame
      .locator('.job .outcome')
      .getByText(/Cancelled: \d of 2/)
      .waitFor();
    await window.picture('form-cancelled');
  });
});

/** Selects what a field holds. VS Code answers Control+A in a page later than the next key may come. */
async function selectText(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
}
