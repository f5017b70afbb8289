import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { VmList } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { startHostBeside } from './support/hostBeside.ts';
import { windowWith } from './support/window.ts';

const template = 'C:\\Templates\\ubuntu-24.04.vhdx';
/** A name that would be a picture, an icon and a link where it was taken for markup. */
const HOSTILE = 'web_03.x-1';

describe('the views of the side bar', function () {
  this.timeout(300_000);
  const opened = windowWith({});
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
    await row('Hosts', /^web-02/).click({ button: 'right' });
    await page.locator('.monaco-menu-container').getByText('Delete VM...').click();
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
