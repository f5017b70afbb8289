import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { VmList } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { sshKeys } from '../../support/sshKeys.ts';
import { specText } from '../specs.ts';
import { assertAccessible } from './support/accessibility.ts';
import { chooseFromMenu } from './support/contextMenu.ts';
import { formPage, type FormPage } from './support/formPage.ts';
import { startHostBeside } from './support/hostBeside.ts';
import { windowAtHome } from './support/window.ts';

const template = 'C:\\Templates\\ubuntu-24.04.vhdx';
/** A disk that nothing was made from yet. */
const newTemplate = 'C:\\Templates\\debian-13.vhdx';
/** A name that would be a picture, an icon and a link where it was taken for markup. */
const HOSTILE = 'web_03.x-1';

describe('the views of the side bar', function () {
  this.timeout(300_000);
  const opened = windowAtHome(
    { '.ssh/id_ed25519.pub': `${sshKeys.ed25519}\n`, '.ssh/id_ed25519': 'private' },
    { 'guests.vmspec.json': specText([{ vm_name: 'guest', disk_template_path: newTemplate }]) },
  );
  const running: { host: HostProcess | null } = { host: null };
  after(() => running.host?.kill('SIGTERM'));

  const pane = (name: string): Locator =>
    opened().page.locator('.pane', { has: opened().page.locator(`.pane-header[aria-label^="${name}"]`) });
  const row = (name: string, label: RegExp): Locator =>
    pane(name).locator('.monaco-list-row').filter({ hasText: label });
  const host = (): HostProcess => {
    assert.ok(running.host !== null);
    return running.host;
  };
  const start = async (): Promise<void> => {
    running.host = await startHostBeside(opened(), 1);
  };
  const provision = async (...names: readonly string[]): Promise<void> => {
    const vms = names.map((name) =>
      vm(name, { disk_template_path: template, tags: name.startsWith('web') ? ['web'] : [] }),
    );
    const body = JSON.stringify(spec(...vms));
    const answer = await request(host(), { method: 'POST', path: '/api/vms/provision', body });
    assert.equal(answer.status, 202, answer.text);
  };
  const vmNames = async (): Promise<string[]> =>
    ((await request(host(), { path: '/api/vms' })).body as VmList).vms.map(({ vm_name }) => vm_name);

  const addTemplate = async (): Promise<void> => {
    const { page, command, picture } = opened();
    await command('VMSpec: Add Template...');
    const steps = page.locator('.quick-input-widget');
    await steps.getByText(/Path of the disk on the host/).waitFor();
    await steps.locator('input').first().fill('D:\\debian-13.iso');
    await page.keyboard.press('Enter');
    for (const choice of ['Linux', 'Generation 2']) {
      await steps.locator('.quick-input-list .monaco-list-row').filter({ hasText: choice }).click();
    }
    // What the host refuses leads back to the path.
    await steps.getByText(/an installation medium/).waitFor();
    await steps.locator('input').first().fill(newTemplate);
    await page.keyboard.press('Enter');
    for (const choice of ['Linux', 'Generation 2']) {
      await steps.locator('.quick-input-list .monaco-list-row').filter({ hasText: choice }).click();
    }
    await page.getByText('debian-13 is a template now.', { exact: true }).waitFor();
    await picture('template-added');
  };

  it('welcome a newcomer with the way to the first VM', async () => {
    const { page, picture } = opened();
    await page.locator('.activitybar .action-label[aria-label^="VMSpec"]').click();
    await pane('Hosts').getByRole('button', { name: 'Try with a Practice Host' }).waitFor();
    await pane('Hosts').getByRole('button', { name: 'Add Hyper-V Host...' }).waitFor();
    await picture('views-welcome');
  });

  it('show the host as soon as there is one', async () => {
    await start();
    await row('Hosts', /practice host: nothing is created/).waitFor();
    await row('Hosts', /^CPU \(vCPU\)/).waitFor();
    await row('Hosts', /^dc-01/).waitFor();
    await opened().picture('views-host');
  });

  it('follow a job from its beginning to its VMs, with a badge while it runs', async () => {
    const { page, picture } = opened();
    await provision('web-01', 'web-02', HOSTILE);
    await row('Jobs', /^Create 3 VMs/).waitFor();
    await row('Hosts', /^Being created/).waitFor();
    await page
      .locator('.activitybar .action-item', { has: page.locator('[aria-label^="VMSpec"]') })
      .locator('.badge')
      .waitFor();
    await picture('views-job');
    await row('Jobs', /^Create 3 VMs\s*done/).waitFor();
    for (const name of ['web-01', 'web-02', HOSTILE]) {
      await row('Hosts', new RegExp(`^${name}\\s*running`)).waitFor();
    }
    await picture('views-vms');
  });

  it('keep the selection while rows change', async () => {
    const { picture } = opened();
    await row('Hosts', /^web-02/).click();
    await provision('db-01');
    await row('Hosts', /^db-01\s*running/).waitFor();
    assert.equal(await row('Hosts', /^web-02/).getAttribute('aria-selected'), 'true');
    await picture('views-selection');
  });

  it('group by tag, and remember it', async () => {
    const { page, picture } = opened();
    await pane('Hosts').hover();
    await pane('Hosts').getByRole('button', { name: 'Group VMs by Tag' }).click();
    await row('Hosts', /^web\s*3 VMs/).waitFor();
    await picture('views-tags');
    await page.reload();
    await page.locator('.explorer-folders-view, .pane-header[aria-label^="Hosts"]').first().waitFor();
    await row('Hosts', /^web\s*3 VMs/).waitFor();
  });

  it('offer for a VM what can be done with it', async () => {
    const { page, picture } = opened();
    await row('Hosts', /^web-01/).click({ button: 'right' });
    const menu = page.locator('.monaco-menu-container');
    await menu.getByText('Shut Down VM').waitFor();
    await menu.getByText('Delete VM...').waitFor();
    assert.equal(await menu.getByText('Start VM', { exact: true }).count(), 0);
    await picture('views-menu');
    await page.keyboard.press('Escape');
  });

  it('delete many VMs after one question, which names them and says what becomes of their disks', async () => {
    const { page, picture } = opened();
    await row('Hosts', /^web-01/).click();
    await row('Hosts', /^web-02/).click({ modifiers: ['ControlOrMeta'] });
    await chooseFromMenu(row('Hosts', /^web-02/), 'Delete VM...');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const question = await dialog.innerText();
    assert.match(question, /Delete 2 VMs on/);
    assert.match(question, /web-01: 1 disk, 40\.0 GB/);
    assert.match(question, /web-02: 1 disk, 40\.0 GB/);
    assert.match(question, /2 VMs are not off and turned off first/);
    await picture('views-delete');
    await dialog.getByRole('button', { name: 'Delete VMs and Disks' }).click();
    await waitFor('they are gone', async () => !(await vmNames()).some((name) => /^web-0[12]$/.test(name)));
    await row('Hosts', /^web-01/).waitFor({ state: 'detached' });
    await row('Jobs', /^Delete web-02\s*done/).waitFor();
    assert.equal(await row('Hosts', new RegExp(`^${HOSTILE}`)).count(), 1);
  });

  it('lead from a new template and the form to guests that answer under their addresses, and delete them with their job', async () => {
    const window = opened();
    const { page, picture } = window;
    if (running.host === null) await start();
    await addTemplate();
    await window.command('View: Show Explorer');
    await window.open('guests.vmspec.json');
    await window.command('VMSpec: Provision VMs');
    const form = formPage(page);
    await fillGuests(form);
    await assertAccessible(await form.inside(), '.rows');
    await picture('guests-form');
    await form.submit.click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Create 3 VMs' }).click();
    await form.frame
      .locator('.job .outcome')
      .getByText(/3 practice VMs created/)
      .waitFor();
    await page.locator('.activitybar .action-label[aria-label^="VMSpec"]').click();
    // Rows that a person would have to scroll to are not drawn.
    await row('Hosts', /^Capacity/).click();
    await page.keyboard.press('ArrowLeft');
    for (const [name, address] of guests) {
      await row('Hosts', new RegExp(`^${name}\\s*running.*${address}$`)).waitFor();
    }
    await picture('guests-answer');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseFromMenu(row('Hosts', /^guest-02/), 'Copy IP Address');
    const copied = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
    await waitFor('the address is copied', async () => (await copied()) === '192.168.10.22');
    const job = row('Jobs', /^Create 3 VMs\s*done/).first();
    await chooseFromMenu(job, 'Delete All VMs of This Job...');
    await dialog.getByText(/Delete 3 VMs on/).waitFor();
    const question = await dialog.innerText();
    for (const [name] of guests) assert.ok(question.includes(`${name}: 1 disk`), question);
    await dialog.getByRole('button', { name: 'Delete VMs and Disks' }).click();
    await waitFor('they are gone', async () => !(await vmNames()).some((name) => name.startsWith('guest-')));
    await window.command('File: Revert File');
    await window.command('View: Close All Editors');
  });

  it('go on after the host was killed and started again', async () => {
    const { picture } = opened();
    await host().kill();
    await row('Hosts', /not answering/)
      .or(pane('Hosts').getByRole('button', { name: 'Try with a Practice Host' }))
      .first()
      .waitFor();
    await picture('views-away');
    await start();
    await row('Hosts', /practice host: nothing is created/).waitFor();
    await provision('after-01');
    await row('Hosts', /^after-01\s*running/).waitFor();
  });
});

const guests = [
  ['guest-01', '192.168.10.21'],
  ['guest-02', '192.168.10.22'],
  ['guest-03', '192.168.10.23'],
] as const;

/** Asks in the form for three copies of its one VM, with a key and an address of a range for each. */
async function fillGuests(form: FormPage): Promise<void> {
  const row = form.frame.locator('.row').first();
  await row.getByRole('button', { name: 'Open guest' }).click();
  await form.field('Copies', 0).fill('3');
  await row.getByRole('button', { name: 'Guest', exact: true }).click();
  assert.equal(await form.field('Host name', 0).getAttribute('placeholder'), 'guest');
  await row.getByRole('button', { name: 'Add key' }).click();
  const key = form.field('Public key', 0);
  await key.fill(sshKeys.ed25519.slice(0, 40));
  await row
    .locator('.problem')
    .getByText(/is cut off/)
    .waitFor();
  await row.getByRole('button', { name: 'Remove Key 1' }).click();
  await key.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Add my public key' }).click();
  await waitFor('the key is there', async () => (await key.inputValue()) === sshKeys.ed25519);
  await form.field('Kind of address', 0).selectOption('range');
  await form.field('Range of addresses', 0).fill('192.168.10.21-192.168.10.23/24');
  await form.field('Gateway', 0).fill('192.168.10.1');
  await form.frame.getByText('Provision 3 VMs...').waitFor();
  await form.reason.getByText(/practice host/).waitFor();
}
