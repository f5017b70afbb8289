import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Capacity, Vm } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import { ended, jobIdOf, listVms, provisioned, remove, vmNamed } from '../../support/host/jobs.ts';
import { startTestHost, type TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { chooseFromMenu } from './support/contextMenu.ts';
import { windowWith } from './support/window.ts';

/** Only the readings that a test asks for, or that a command causes: nothing is noticed in between. */
const config = { limits: { inventory_interval_ms: 600_000 } };

describe('VMs and files that somebody changed behind VMSpec, as a person meets them', function () {
  this.timeout(300_000);
  const opened = windowWith({});
  const running: { host: TestHost | null } = { host: null };
  const host = (): TestHost => {
    assert.ok(running.host !== null);
    return running.host;
  };
  before(async () => {
    running.host = await startTestHost({ directory: opened().data, config });
    host().hyperv.byHand.createVm({ name: 'dc-01', cpu_cores: 3 });
    await provisioned(host(), spec(vm('web-01'), vm('web-02'), vm('web-03')));
    await host().host.watch.fresh();
    await opened().page.locator('.activitybar .action-label[aria-label^="VMSpec"]').click();
    await row(/^dc-01/).waitFor();
  });
  after(() => running.host?.stop());

  const row = (label: RegExp): Locator =>
    opened()
      .page.locator('.pane', { has: opened().page.locator('.pane-header[aria-label^="Hosts"]') })
      .locator('.monaco-list-row')
      .filter({ hasText: label });
  const dialog = (): Locator => opened().page.locator('.monaco-dialog-box');
  const told = (text: RegExp): Locator =>
    opened().page.locator('.notification-toast').filter({ hasText: text });
  const fromMenu = (label: RegExp, action: string): Promise<void> => chooseFromMenu(row(label), action);
  /** The question, once it is there. */
  const question = async (): Promise<string> => {
    await dialog().waitFor();
    return dialog().innerText();
  };
  const answer = (button: string): Promise<void> => dialog().getByRole('button', { name: button }).click();
  const named = (name: string): Promise<Vm> => vmNamed(host(), name);

  it('a VM of others is adopted after a question that says what it means', async () => {
    const { picture } = opened();
    await fromMenu(/^dc-01/, 'Adopt VM...');
    const asked = await question();
    assert.match(asked, /Adopt dc-01 on/);
    assert.match(asked, /dc-01: 3 vCPU/);
    assert.match(asked, /never deletes its disks/);
    await picture('audit-adopt');
    await answer('Adopt');
    await told(/dc-01 on \S+ is adopted: 3 vCPU/).waitFor();
    const { managed, job_id } = await named('dc-01');
    assert.deepEqual([managed, job_id], [true, null]);
    await row(/^Adopted\s*1 VM/).waitFor();
    await picture('audit-adopted');
  });

  it('the disks of an adopted VM cannot be chosen to be deleted', async () => {
    await fromMenu(/^dc-01/, 'Delete VM...');
    assert.match(await question(), /Disks of adopted VMs are never deleted/);
    assert.equal(await dialog().getByRole('button', { name: 'Delete VMs and Disks' }).count(), 0);
    await answer('Cancel');
    assert.equal((await listVms(host())).length, 4);
  });

  it('a VM that was changed says so, shows what differs, and takes the values of the host', async () => {
    const { page, picture } = opened();
    const { vm_id, cpu_cores } = await named('web-01');
    host().hyperv.byHand.changeVm(vm_id, { cpu_cores: cpu_cores + 3 });
    await host().host.watch.fresh();
    const changed = /^web-01\s*running · changed outside/;
    await row(changed).waitFor();
    await picture('audit-changed');

    await fromMenu(changed, 'Show What Differs');
    await page.locator('.tab.active').getByText('web-01: recorded ↔').waitFor();
    const diff = page.locator('.monaco-diff-editor');
    for (const [side, cores] of [
      ['original', cpu_cores],
      ['modified', cpu_cores + 3],
    ] as const) {
      await diff
        .locator(`.editor.${side} .view-line`)
        .filter({ hasText: `"cpu_cores": ${String(cores)},` })
        .first()
        .waitFor();
    }
    await picture('audit-difference');

    await fromMenu(changed, "Accept the Host's Values...");
    assert.match(
      await question(),
      new RegExp(`web-01: cpu_cores: ${String(cpu_cores)} → ${String(cpu_cores + 3)}`),
    );
    await picture('audit-accept');
    await answer('Accept');
    await told(/web-01 is recorded as it is/).waitFor();
    assert.equal((await named('web-01')).changed_outside, false);
    await row(changed).waitFor({ state: 'detached' });
  });

  it('Audit Host says that a VM is gone, and gives back what it held; that it is gone is told once', async () => {
    const { command, page, picture } = opened();
    host().hyperv.byHand.deleteVm((await named('web-02')).vm_id);
    await command('VMSpec: Audit Host');
    await page.locator('.tab').getByText('Preview Audit Host').waitFor();
    await told(/1 thing is off/).waitFor();
    await picture('audit-page');
    await told(/1 thing is off/)
      .getByRole('button', { name: 'Mend What Is Safe...' })
      .click();
    assert.match(await question(), /Give back what is held for "web-02"/);
    await picture('audit-mend');
    await answer('Mend');
    await told(/1 finding mended/).waitFor();
    await told(/web-02 is no longer on/).waitFor();
    assert.equal(await told(/is no longer on/).count(), 1);
    await picture('audit-mended');
    await row(/^web-02/).waitFor({ state: 'detached' });
  });

  it('leftover files are removed by choice, after a question that names them', async () => {
    const { command, page, picture } = opened();
    await ended(host(), jobIdOf(await remove(host(), (await named('web-03')).vm_id, '?force=true')));
    await command('VMSpec: Remove Leftover Files');
    const file = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: /web-03\.vhdx/ });
    await file.waitFor();
    // One that somebody chose to keep is offered, but not chosen.
    assert.equal(await file.getByRole('checkbox').isChecked(), false);
    await file.getByRole('checkbox').check();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    assert.match(await question(), /Remove 1 file .*for good\?[^]*web-03\.vhdx/);
    await picture('audit-remove');
    await answer('Remove');
    await waitFor('it is gone, and the disk that was not chosen is there', async () => {
      const { body } = await request(host(), { path: '/api/capacity' });
      return (body as Capacity).kept_disks.map(({ vm_name }) => vm_name).join() === 'web-02';
    });
  });
});
