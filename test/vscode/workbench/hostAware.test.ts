import assert from 'node:assert/strict';
import { startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { request } from '../../support/host/client.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';
import type { JobList } from '#schemas/generated/types.ts';
import { specText } from '../specs.ts';
import { isServed } from './support/served.ts';
import { windowWith } from './support/window.ts';

describe('a spec beside a running host', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'template.vmspec.json': specText([{ disk_template_path: '' }]),
    'lens.vmspec.json': specText([{ vm_name: 'lens-01' }, { vm_name: 'lens-02' }]),
  });
  let host: HostProcess;
  before(async () => {
    const started = await startHostProcess({ directory: opened().data, speed: 5 });
    if ('ended' in started) throw new Error(started.ended.stderr);
    host = started.host;
  });
  after(() => host.kill('SIGTERM'));

  it('completes a template of the host, while the first letter is typed inside the string', async function () {
    if (!isServed('completionProvider')) skipTest(this, 'the language server offers no completion yet');
    const { page, open, editor, picture } = opened();
    await open('template.vmspec.json');
    const text = specText([{ disk_template_path: '' }]);
    const line = text.split('\n').findIndex((one) => one.includes('disk_template_path'));
    const column = (text.split('\n')[line]?.indexOf('""') ?? 0) + 2;
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input').fill(`:${String(line + 1)}:${String(column)}`);
    await page.keyboard.press('Enter');
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

  it('says above it whether it fits, and provisions from there', async function () {
    if (!isServed('codeLensProvider')) skipTest(this, 'the language server offers no lenses yet');
    const { page, open, editor, picture } = opened();
    await open('lens.vmspec.json');
    const lenses = editor.locator('.codelens-decoration');
    await lenses.getByText(/^Fits \S+: needs 2 of \d+ free vCPU/).waitFor();
    await picture('lens');
    await lenses.getByText(/^Provision 2 VMs on/).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Create 2 VMs' }).click();
    await page
      .locator('.notifications-toasts')
      .getByText(/2 practice VMs created on/)
      .waitFor();
    const job = await waitFor('the job has ended', async () => {
      const { body } = await request(host, { path: '/api/jobs' });
      return (body as JobList).jobs.find(({ status }) => status === 'Success');
    });
    assert.deepEqual(
      job.vms.map(({ vm_name }) => vm_name),
      ['lens-01', 'lens-02'],
    );
  });
});
