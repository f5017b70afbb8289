import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprintGroups } from '../../../client/src/hosts/fingerprintGroups.ts';
import { member, request } from '../../support/host/client.ts';
import { startTestHost, type TestHost } from '../../support/host/testHost.ts';
import { specText } from '../specs.ts';
import { windowWith } from './support/window.ts';

const tls = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

describe('hosts, as a person meets them', function () {
  this.timeout(300_000);
  const opened = windowWith({
    'elsewhere.vmspec.json': specText([{ network_adapter_name: 'Lab_Intrnal' }]),
  });
  let host: TestHost;
  before(async () => {
    // VS Code treats 127.0.0.1 and localhost unlike any other host: there it leaves the agents of extensions alone.
    const config = {
      bind: '127.0.0.2',
      names: ['127.0.0.2'],
      tls: { cert: tls('cert.pem'), key: tls('key.pem') },
    };
    host = await startTestHost({ config });
    assert.match(host.url, /^https:\/\/127\.0\.0\.2:/);
  });
  after(async () => {
    await host.stop();
    host.remove();
  });

  /** The box in which the steps are, with its input and its rows. */
  function steps() {
    const box = opened().page.locator('.quick-input-widget');
    return {
      box,
      input: box.locator('input').first(),
      row: (text: string | RegExp) =>
        box.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }),
      at: (step: number) =>
        box
          .locator('.quick-input-title')
          .getByText(`(${String(step)}/4)`)
          .waitFor(),
    };
  }

  it('is added in steps, with a way back and a word for each mistake, and used from then on', async () => {
    const { open, command, editor, page, picture } = opened();
    await open('elsewhere.vmspec.json');
    assert.equal(await editor.locator('.squiggly-error').count(), 0);
    const { box, input, row, at } = steps();

    await command('VMSpec: Add Hyper-V Host');
    await at(1);
    await input.fill('http://hv01:4417');
    await box.getByText(/could be read on the way/).waitFor();
    await input.fill(host.url);
    await input.press('Enter');

    await at(2);
    assert.equal(await input.getAttribute('type'), 'password');
    await input.fill('not-the-token');
    await input.press('Enter');

    await at(3);
    const { fingerprint256 } = new X509Certificate(readFileSync(tls('cert.pem')));
    for (const group of fingerprintGroups(fingerprint256)) await row(group).waitFor();
    await picture('add-host');
    await row('nothing is sent').click();

    // It is not the certificate of this person's host: nothing was sent, and the address is to be mended.
    await at(1);
    await box.getByText(/Nothing was sent/).waitFor();
    assert.equal(await input.inputValue(), host.url);
    await input.press('Enter');
    await at(2);
    await input.press('Enter');
    await at(3);
    await row('Yes, It Matches').click();

    await at(2);
    await box.getByText(/does not accept the token/).waitFor();
    await picture('add-host-refused');
    const made = await request(host, { method: 'POST', path: '/api/pairings', body: '{}' });
    await input.fill(String(member(made.body, 'code')));
    await input.press('Enter');
    await at(3);
    await row('Yes, It Matches').click();

    await at(4);
    await row(/Use \S+/).waitFor();
    await picture('add-host-check');
    await row(/Use \S+/).click();

    await page
      .locator('.statusbar-item')
      .filter({ hasText: /· \d+ GB free/ })
      .waitFor();
    await editor.locator('.squiggly-error').waitFor();
    await picture('add-host-done');
  });

  it('is the one item of the status bar, which leads to what can be done with it', async () => {
    const { page, picture } = opened();
    const item = page.locator('.statusbar-item').filter({ hasText: /· \d+ GB free/ });
    assert.equal(await item.count(), 1);
    await item.click();
    const { row } = steps();
    for (const action of ['Check Host', 'Use Another Host', 'Add Hyper-V Host', 'Show Log'])
      await row(action).waitFor();
    await picture('host-actions');
    await row('Use Another Host').click();
    await row('in use').waitFor();
    await picture('connect-to-host');
    await page.keyboard.press('Escape');
  });

  it('is checked, and the result can be read as a page', async () => {
    const { page, command, picture } = opened();
    await command('VMSpec: Check Host');
    const shown = page
      .locator('iframe.webview.ready')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
    await shown.getByText('What was looked at').waitFor();
    await picture('check-host');
    await command('View: Close All Editors');
  });

  it('is forgotten with its token', async () => {
    const { page, command } = opened();
    await command('VMSpec: Forget Host');
    await steps().row(host.url).click();
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /· \d+ GB free/ })
      .waitFor({ state: 'detached' });
  });
});
