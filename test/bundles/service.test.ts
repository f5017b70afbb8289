import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { CliFailure } from '../../server/src/cli/failure.ts';
import { install } from '../../server/src/cli/service/install.ts';
import { withLocalClient } from '../../server/src/cli/service/localDoor.ts';
import { status } from '../../server/src/cli/service/status.ts';
import type { ServiceTools } from '../../server/src/cli/service/tools.ts';
import { uninstall } from '../../server/src/cli/service/uninstall.ts';
import { createShell } from '../../server/src/cli/shell.ts';
import { runCli } from '../support/runCli.ts';
import { fakeWindows, type FakeTask } from '../support/service/fakeWindows.ts';
import { writeRealPackage } from '../support/service/realPackage.ts';
import { digestsOf } from '../support/service/tree.ts';
import { skipTest } from '../support/skipTest.ts';

const spec = {
  provisioning_request: {
    num_vms: 1,
    vms: [
      {
        ...{ vm_name: 'kept-01', cpu_cores: 1, ram_startup_mb: 512, ram_min_mb: 512, ram_max_mb: 512 },
        ...{
          disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
          network_adapter_name: 'External_Switch',
        },
      },
    ],
  },
};

/** A version that spoils the records and then does not run. */
const brokenProgram = `
import { DatabaseSync } from 'node:sqlite';
import { writeFileSync } from 'node:fs';
const after = (name) => process.argv[process.argv.indexOf(name) + 1];
const database = new DatabaseSync(after('--data-dir') + '/vmspec.db');
database.exec("PRAGMA user_version = 9999; UPDATE managed_vm SET state = 'RELEASED';");
database.close();
writeFileSync(after('--output'), 'this version cannot run\\nended with exit code 70\\n');
`;

/**
 * The whole life of a service with the real program: the programs of Windows are recorded, and what the scheduled task
 * would run runs as a child, on a practice host.
 */
describe('a service, from its installation to its end', function () {
  this.timeout(120_000);
  const root = mkdtempSync(join(tmpdir(), 'vmspec service-'));
  const data = join(root, 'data');
  const program = join(root, 'program files');
  const folders = { dataDir: data, programDir: program, drainTimeout: 30 };
  const running: { child: ChildProcess | null } = { child: null };
  const windows = fakeWindows({ start, end });
  const said: string[] = [];
  /** The command for another computer. */
  const lines: string[] = [];

  function start({ args }: FakeTask): void {
    if (running.child !== null) return;
    const [, , file = '', ...rest] = args;
    const more = ['--driver', 'simulated', '--sim-speed', '0'];
    const child = spawn(process.execPath, [file, ...rest, ...more], { stdio: 'ignore' });
    running.child = child;
    child.once('exit', () => (running.child = null));
  }

  async function end(): Promise<void> {
    const { child } = running;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  function shell() {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    for (const stream of [stdout, stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    return createShell({
      env: {},
      platform: 'linux',
      stdin: new PassThrough().end(),
      stdout,
      stderr,
      monotonic: () => performance.now(),
      sleep: (ms) => delay(Math.min(ms, 50)),
      interrupt: () => new AbortController().signal,
    });
  }

  function tools(version: string, changed: Readonly<Record<string, string>> = {}): ServiceTools {
    const packageFolder = join(root, `package ${version}`);
    if (!existsSync(packageFolder)) writeRealPackage(packageFolder, version, changed);
    return { packageFolder, check: () => {}, run: (command) => windows.run(command), now: () => Date.now() };
  }

  const hostVersion = (): Promise<string> =>
    withLocalClient(data, async (client) => (await client.call('getHost')).body.version);
  const vmNames = (): Promise<string[]> =>
    withLocalClient(data, async (client) => {
      const { vms } = (await client.call('listVms')).body;
      return vms.filter(({ managed }) => managed).map(({ vm_name }) => vm_name);
    });
  const output = (): string => said.splice(0).join('');

  before(function () {
    if (process.platform === 'win32') skipTest(this, 'there the real service is tried instead');
  });
  after(async () => {
    await end();
    rmSync(root, { recursive: true, force: true });
  });

  it('is installed, and ends with what another computer needs', async () => {
    const options = { ...folders, port: 0, bind: '0.0.0.0', operator: ['S-1-5-21-1-2-3-1001'] };
    assert.equal(await install(options, shell(), tools('1.0.0')), 0);
    const text = output();
    assert.match(text, /VMSpec 1\.0\.0 is installed and ready\./);
    assert.match(text, /Fingerprint +(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/);
    assert.match(
      text,
      /vmspec host add \S+ --url https:\/\/\S+:\d+ --code [A-Z2-9]{4}-[A-Z2-9]{4} --fingerprint [0-9a-f]{64}/,
    );
    assert.equal(await hostVersion(), '1.0.0');
    const args = windows.tasks.get('VMSpec')?.args ?? [];
    assert.ok(args.includes(join(program, '1.0.0', 'dist', 'vmspec.js')), args.join(' '));
    assert.ok(args.includes('S-1-5-21-1-2-3-1001'));
    assert.match(readFileSync(join(data, 'logs', 'service.log'), 'utf8'), /listening on https:/);
    lines.push(...(/vmspec (host add .*)/.exec(text)?.[1]?.split(' ') ?? []));
  });

  it('lets another computer in by the line that it printed', async () => {
    const settings = join(root, 'settings of another');
    const address = (await withLocalClient(data, async (client) => client.target())).url.origin;
    // The name of this computer may not lead to it here.
    const argv = lines.map((word) => (word.startsWith('https:') ? address : word));
    const env = { XDG_CONFIG_HOME: settings };
    const added = await runCli(argv, { env });
    assert.equal(added.code, 0, added.err);
    const shown = await runCli(['vms', '--host', argv[2] ?? '', '--json'], { env });
    assert.equal(shown.code, 0, shown.err);
  });

  it('works: a VM is made', async () => {
    await withLocalClient(data, async (client) => {
      const { body } = await client.call('provisionVms', { body: spec });
      const id = body.provisioning_job_response.job_id;
      const job = await client.call('getJob', { params: { id }, query: { wait: 30 } });
      assert.equal(job.body.status, 'Success', JSON.stringify(job.body));
    });
    assert.deepEqual(await vmNames(), ['kept-01']);
  });

  it('tells how it is', async () => {
    const code = await status({ ...folders, json: true }, shell(), tools('1.0.0'));
    const found = JSON.parse(output()) as Record<string, unknown>;
    assert.equal(code, 0);
    assert.equal(found['version'], '1.0.0');
    assert.equal(found['ready'], true);
    assert.match(String(found['url']), /^https:\/\/127\.0\.0\.1:\d+/);
    assert.deepEqual(found['last_lines'], []);
  });

  it('is upgraded: what it knows stays, its address and certificate too', async () => {
    const certificate = readFileSync(join(data, 'tls', 'cert.pem'), 'utf8');
    const config = readFileSync(join(data, 'config.json'), 'utf8');
    assert.equal(await install(folders, shell(), tools('1.1.0')), 0);
    assert.match(output(), /Upgrade VMSpec from 1\.0\.0 to 1\.1\.0\./);
    assert.equal(await hostVersion(), '1.1.0');
    assert.deepEqual(await vmNames(), ['kept-01']);
    assert.equal(readFileSync(join(data, 'tls', 'cert.pem'), 'utf8'), certificate);
    assert.equal(readFileSync(join(data, 'config.json'), 'utf8'), config);
    assert.ok(existsSync(join(program, '1.0.0')), 'the version before stays');
  });

  it('goes back when the new version does not run, with the records as they were', async () => {
    const before = digestsOf(program);
    const broken = tools('1.2.0', { 'dist/vmspec.js': brokenProgram });
    await assert.rejects(install(folders, shell(), broken), (error) => {
      assert.ok(error instanceof CliFailure);
      assert.match(error.message, /"Start the host" failed: The host ended at once\./);
      assert.match(error.hint ?? '', /this version cannot run/);
      assert.match(error.hint ?? '', /version 1\.1\.0 runs as before/);
      return true;
    });
    output();
    assert.equal(await hostVersion(), '1.1.0');
    assert.deepEqual(await vmNames(), ['kept-01']);
    assert.deepEqual(digestsOf(program), before);
  });

  it('is found by its task where its folder is not named again', async () => {
    assert.equal(await status({ json: true }, shell(), tools('1.1.0')), 0);
    assert.equal((JSON.parse(output()) as Record<string, unknown>)['version'], '1.1.0');
    const { drainTimeout } = folders;
    assert.equal(await install({ drainTimeout, port: 0 }, shell(), tools('1.1.0')), 0);
    assert.match(output(), /Install VMSpec 1\.1\.0 anew; it is installed already\./);
    assert.deepEqual(await vmNames(), ['kept-01']);
  });

  it('is not taken for a computer without an installation', async () => {
    const before = [...windows.tasks.values()].map(({ xml }) => xml);
    const programDir = join(root, 'another program folder');
    const again = install({ ...folders, programDir }, shell(), tools('1.1.0'));
    await assert.rejects(again, /The scheduled task VMSpec is there already and runs .*program files/);
    assert.deepEqual(
      [...windows.tasks.values()].map(({ xml }) => xml),
      before,
    );
    assert.equal(await hostVersion(), '1.1.0');
  });

  it('is not moved to another data folder', async () => {
    const dataDir = join(root, 'another data folder');
    await assert.rejects(
      install({ ...folders, dataDir }, shell(), tools('1.1.0')),
      /keeps its data in .*data, not in .*another data folder/,
    );
    assert.ok(!existsSync(dataDir));
    assert.equal(await hostVersion(), '1.1.0');
  });

  it('is not replaced by an older version', async () => {
    await assert.rejects(install(folders, shell(), tools('1.0.5')), /1\.1\.0 is installed, which is newer/);
    assert.equal(await hostVersion(), '1.1.0');
  });

  it('is uninstalled: it says what stays, and the records are among it', async () => {
    assert.equal(await uninstall(folders, shell(), tools('1.1.0')), 0);
    const text = output();
    assert.match(text, /1 VMs made by VMSpec stay as they are, with their disks \(.*VMSpec\)/);
    assert.match(text, /Records, tokens and configuration stay in /);
    assert.deepEqual([windows.tasks.size, windows.rules.size, running.child], [0, 0, null]);
    assert.ok(!existsSync(program));
    assert.ok(existsSync(join(data, 'vmspec.db')));
  });

  it('may be uninstalled twice', async () => {
    assert.equal(await uninstall(folders, shell(), tools('1.1.0')), 0);
    assert.match(output(), /1 VMs made by VMSpec stay/);
  });

  it('finds its records again when it is installed anew', async () => {
    assert.equal(await install({ ...folders, port: 0 }, shell(), tools('1.1.0')), 0);
    output();
    assert.deepEqual(await vmNames(), ['kept-01']);
  });

  it('is removed with its records when a person asks for it', async () => {
    await end();
    writeFileSync(join(data, 'logs', 'note.txt'), 'a person was here');
    assert.equal(await uninstall({ ...folders, purge: true }, shell(), tools('1.1.0')), 0);
    output();
    assert.ok(!existsSync(data));
    assert.ok(!existsSync(program));
  });
});
