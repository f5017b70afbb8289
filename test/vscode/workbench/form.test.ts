import { request } from '../../support/host/client.ts';
import { startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { specText } from '../specs.ts';
import { formPage } from './support/formPage.ts';
import { windowWith } from './support/window.ts';

describe('the form', function () {
  this.timeout(300_000);
  const opened = windowWith({ 'three.vmspec.json': specText([{ cpu_cores: 2, ram_max_mb: 2048 }, {}, {}]) });
  let host: HostProcess;
  before(async () => {
    const started = await startHostProcess({ directory: opened().data, speed: 2 });
    if ('ended' in started) throw new Error(started.ended.stderr);
    host = started.host;
  });
  after(() => host.kill('SIGTERM'));

  it('opens on a spec', async () => {
    const window = opened();
    await window.open('three.vmspec.json');
    await window.command('VMSpec: Provision VMs');
    const { frame, reason } = formPage(window.page);
    await frame.getByRole('heading', { name: 'Provision VMs' }).waitFor();
    await reason.getByText(/practice host/).waitFor();
    await window.picture('form');
    await frame.getByRole('button', { name: 'More options' }).first().click();
    await frame.getByRole('button', { name: /^Open test-02/ }).click();
    await window.picture('form-open');
    await request(host, { path: '/api/jobs' });
  });
});
