import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobList } from '#schemas/generated/types.ts';
import type { HostProcess } from '../../support/host/hostProcess.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { specText } from '../specs.ts';
import { formPage } from './support/formPage.ts';
import { jobsOf, startHostBeside } from './support/hostBeside.ts';
import { emptyWindow, windowWith } from './support/window.ts';

describe('the form and files', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'first.vmspec.json': specText([{}]),
    'left.vmspec.json': specText([{ vm_name: 'same-01' }]),
    'right.vmspec.json': specText([{ vm_name: 'SAME-01' }]),
  });
  const running: { host: HostProcess | null } = { host: null };
  const file = (name: string): string => join(opened().workspace, name);
  const jobs = async (): Promise<JobList['jobs']> => {
    assert.ok(running.host !== null);
    return jobsOf(running.host);
  };

  before(async () => {
    running.host = await startHostBeside(opened(), 2);
  });
  after(() => running.host?.kill('SIGTERM'));

  it('goes on in the new file after Save As, and leaves the old one as it was', async () => {
    const window = opened();
    const { page } = window;
    const before = readFileSync(file('first.vmspec.json'), 'utf8');
    await window.open('first.vmspec.json');
    await window.command('VMSpec: Provision VMs');
    const form = formPage(page);
    await form.field('vCPU').fill('2');
    await form.reason.getByText(/practice host/).waitFor();
    await window.command('File: Save As...');
    const path = page.locator('.quick-input-widget input').first();
    // What is typed before the dialog has named the file itself is lost.
    await waitFor('the dialog names the file', async () =>
      (await path.inputValue()).endsWith('first.vmspec.json'),
    );
    await path.fill(file('second.vmspec.json'));
    await page.keyboard.press('Enter');
    await page.locator('.tab.active').getByText('second.vmspec.json').waitFor();
    await form.frame.locator('h1 + p').getByText('second.vmspec.json').waitFor();
    assert.equal(await form.field('vCPU').inputValue(), '2');
    await form.field('vCPU').fill('3');
    await form.reason.getByText(/practice host/).waitFor();
    await page.keyboard.press('Control+S');
    await waitFor('the new file is saved', () =>
      readFileSync(file('second.vmspec.json'), 'utf8').includes('"cpu_cores": 3'),
    );
    assert.equal(readFileSync(file('first.vmspec.json'), 'utf8'), before);
    await window.command('View: Close All Editors');
  });

  it('creates a VM once when two windows ask for it at once: the other is told why not', async () => {
    const windows = [opened(), await opened().another()];
    const [left, right] = await Promise.all(
      windows.map(async (window, index) => {
        await window.open(index === 0 ? 'left.vmspec.json' : 'right.vmspec.json');
        await window.command('VMSpec: Provision VMs');
        const form = formPage(window.page);
        await form.reason.getByText(/practice host/).waitFor();
        await form.submit.click();
        return {
          form,
          create: window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Create 1 VM' }),
        };
      }),
    );
    assert.ok(left !== undefined && right !== undefined);
    await Promise.all([left.create.waitFor(), right.create.waitFor()]);
    await Promise.all([left.create.click(), right.create.click()]);
    const refusal = ({ form }: typeof left) => form.frame.getByRole('alert').getByText(/same-01/i);
    const outcome = ({ form }: typeof left) => form.frame.getByText(/1 practice VM created/);
    const end = (side: typeof left) => refusal(side).or(outcome(side)).first().waitFor();
    await Promise.all([end(left), end(right)]);
    const refused = await Promise.all([left, right].map(async (side) => (await refusal(side).count()) > 0));
    assert.deepEqual(refused.toSorted(), [false, true]);
    assert.equal((await jobs()).length, 1);
    for (const { form } of [left, right]) assert.match(await form.field('Name', 0).inputValue(), /same-01/i);
    await windows[1]?.picture('form-two-windows');
  });
});

describe('the form without a folder', function () {
  this.timeout(300_000);
  const opened = emptyWindow();

  it('writes its draft where VMSpec keeps drafts, and says where', async () => {
    const window = opened();
    await window.command('VMSpec: Provision VMs');
    const form = formPage(window.page);
    await form.frame.locator('h1 + p').getByText('lab.vmspec.json').waitFor();
    await form.reason.getByText(/No host is connected|not trusted/).waitFor();
    await form.field('vCPU').fill('3');
    await window.page.locator('.tab.active.dirty').waitFor();
    await window.page.keyboard.press('Control+S');
    await window.page.locator('.tab.active:not(.dirty)').waitFor();
    assert.ok(!existsSync(join(window.workspace, 'lab-2.vmspec.json')));
    await window.picture('form-no-folder');
  });

  it('says which side is older beside a host of another protocol, and keeps what was typed', async () => {
    const window = opened();
    const form = formPage(window.page);
    mkdirSync(window.data, { recursive: true, mode: 0o700 });
    const host = {
      url: 'http://127.0.0.1:9',
      pid: process.pid,
      protocol: { min: 99, max: 99 },
      simulated: false,
    };
    writeFileSync(join(window.data, 'token'), 'secret', { mode: 0o600 });
    writeFileSync(join(window.data, 'host.json'), JSON.stringify(host));
    await form.frame
      .getByText(/speak different versions of the protocol.*The extension is the older one/)
      .waitFor();
    assert.equal(await form.submit.getAttribute('aria-disabled'), 'true');
    assert.equal(await form.field('vCPU').inputValue(), '3');
    await window.picture('form-other-protocol');
  });
});
