import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startTestHost, type TestHost } from '../../support/host/testHost.ts';
import { specText } from '../specs.ts';
import { windowWith } from './support/window.ts';

const tls = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

describe('connecting to a host elsewhere', function () {
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

  it('shows the certificate to be pinned, keeps the token hidden, and checks specs against that host', async () => {
    const { page, open, command, editor, picture } = opened();
    await open('elsewhere.vmspec.json');
    assert.equal(await editor.locator('.squiggly-error').count(), 0);
    await command('VMSpec: Connect to Host');
    const input = page.locator('.quick-input-widget input');
    await page.getByText('Address of the host').waitFor();
    await input.fill('http://hv01:4417');
    await page.getByText(/could be read on the way/).waitFor();
    await input.fill(host.url);
    await input.press('Enter');

    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const { fingerprint256 } = new X509Certificate(readFileSync(tls('cert.pem')));
    assert.ok((await dialog.innerText()).includes(fingerprint256));
    await picture('connect-certificate');
    await dialog.getByRole('button', { name: 'Pin It' }).click();

    await page.getByText(/Token for/).waitFor();
    assert.equal(await input.getAttribute('type'), 'password');
    await input.fill('not-the-token');
    await input.press('Enter');
    await page
      .locator('.notifications-toasts')
      .getByText(/does not accept the token/)
      .waitFor();
    await picture('connect-refused');
    await command('Notifications: Clear All Notifications');

    await command('VMSpec: Connect to Host');
    await page.getByText('Address of the host').waitFor();
    await input.fill(host.url);
    await input.press('Enter');
    await dialog.getByRole('button', { name: 'Pin It' }).click();
    await page.getByText(/Token for/).waitFor();
    await input.fill(host.token);
    await input.press('Enter');
    await page
      .locator('.notifications-toasts')
      .getByText(/^Connected to/)
      .waitFor();
    await editor.locator('.squiggly-error').waitFor();
    await picture('connect-done');
  });
});
