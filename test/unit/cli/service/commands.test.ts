import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import { CliFailure } from '../../../../server/src/cli/failure.ts';
import { MARKER, MARKER_TEXT } from '../../../../server/src/cli/service/marker.ts';
import { uninstall } from '../../../../server/src/cli/service/uninstall.ts';
import { createShell } from '../../../../server/src/cli/shell.ts';
import { letOperatorsRead } from '../../../../server/src/host/security/operatorAccess.ts';
import { fakeWindows } from '../../../support/service/fakeWindows.ts';
import { digestsOf } from '../../../support/service/tree.ts';
import { runCli, temporaryFolder } from '../../../support/runCli.ts';

describe('vmspec service, where there is no Windows', () => {
  for (const verb of ['install', 'uninstall', 'status']) {
    it(`${verb} says so and ends with 78`, async () => {
      const { code, err } = await runCli(['service', verb]);
      assert.equal(code, 78);
      assert.match(err, /on Windows only\.\n.*--dry-run/s);
    });
  }

  it('shows every command of an installation', async () => {
    const argv = ['service', 'install', '--dry-run', '--bind', '0.0.0.0', '--port', '4500'];
    const { code, out } = await runCli(argv);
    assert.equal(code, 0);
    assert.match(out, /Nothing is done/);
    for (const program of [
      'whoami.exe',
      'icacls.exe',
      'schtasks.exe',
      'Set-FirewallRule.ps1" -Name VMSpec-Host -Port 4500',
    ])
      assert.ok(out.includes(program), program);
  });

  it('shows what a removal and a look would run', async () => {
    assert.match(
      (await runCli(['service', 'uninstall', '--dry-run', '--purge'])).out,
      /remove from C:\\ProgramData\\VMSpec /,
    );
    assert.match((await runCli(['service', 'status', '--dry-run'])).out, /Get-TaskState\.ps1/);
  });

  for (const [why, ...argv] of [
    ['a relative folder', '--data-dir', 'data'],
    ['a whole drive', '--data-dir', 'D:\\'],
    ['a path that leads up to the drive', '--program-dir', 'D:\\x\\..'],
    ['a share', '--data-dir', '\\\\server\\share'],
    ['a folder with a quote', '--data-dir', 'C:\\a"b'],
    ['a port that is none', '--port', '0'],
    ['a name that is none', '--name', 'hv01:4417'],
    ['an unknown network', '--firewall-profile', 'office'],
  ]) {
    it(`refuses ${why}`, async () => {
      assert.equal((await runCli(['service', 'install', '--dry-run', ...argv])).code, 64);
    });
  }

  it('refuses the folder that disks of VMs go to', async () => {
    const { code, err } = await runCli(['service', 'install', '--dry-run', '--data-dir', 'D:\\VMSpec']);
    assert.equal(code, 78);
    assert.match(err, /D:\\VMSpec \(--data-dir\).*disks of VMs/);
  });

  it('takes a folder with a separator at its end', async () => {
    const { out } = await runCli(['service', 'install', '--dry-run', '--data-dir', 'D:\\VM Spec\\']);
    assert.ok(out.includes('-DataFolder "D:\\VM Spec"\n'));
  });
});

describe('vmspec service uninstall --purge', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const options = { dataDir: data, programDir: join(folder.path, 'program'), drainTimeout: 5, purge: true };
  after(() => folder.remove());

  function attempt(force: boolean): Promise<number> {
    const stdout = new PassThrough();
    stdout.resume();
    const shell = createShell({
      ...{ env: {}, platform: 'linux', stdin: new PassThrough().end(), stdout, stderr: stdout },
      monotonic: () => 0,
      sleep: async () => {},
      interrupt: () => new AbortController().signal,
    });
    const windows = fakeWindows();
    const tools = {
      packageFolder: join(import.meta.dirname, '../../../support/service'),
      check: () => {},
      // Its scripts are not part of this test.
      run: async (command: Parameters<typeof windows.run>[0]) =>
        command.exe.endsWith('powershell.exe') ? { code: 0, stdout: '', stderr: '' } : windows.run(command),
      now: () => 0,
    };
    return uninstall({ ...options, force }, shell, tools);
  }

  it('refuses while jobs are unfinished, and removes nothing', async () => {
    mkdirSync(data);
    writeFileSync(join(data, MARKER), MARKER_TEXT);
    const database = new DatabaseSync(join(data, 'vmspec.db'));
    database.exec(`
      CREATE TABLE job (status TEXT); INSERT INTO job VALUES ('Provisioning'), ('Success');
      CREATE TABLE managed_vm (folder TEXT, state TEXT); CREATE TABLE reservation (path TEXT, state TEXT);
    `);
    database.close();
    const before = digestsOf(data);
    await assert.rejects(attempt(false), (error) => {
      assert.ok(error instanceof CliFailure);
      assert.equal(error.exit, 5);
      assert.match(error.message, /^1 jobs are unfinished.*Nothing was removed\.$/);
      return true;
    });
    assert.deepEqual(digestsOf(data), before);
  });

  it('does so all the same with --force', async () => {
    assert.equal(await attempt(true), 0);
    assert.deepEqual(digestsOf(data), {});
  });
});

describe('the operators of a host', () => {
  const env = { SystemRoot: 'C:\\Windows' };
  const nobody = (sid: string): void => assert.fail(sid);
  const files = { token: 'C:\\D\\token', hostFile: 'C:\\D\\host.json' };

  it('are let to token and host file by SID, on Windows', async () => {
    const ran: unknown[] = [];
    const run = async (exe: string, args: readonly string[]): Promise<void> => void ran.push([exe, ...args]);
    const sids = ['S-1-5-21-1', 'S-1-5-21-2'];
    await letOperatorsRead(sids, files, env, 'win32', nobody, run);
    const exe = 'C:\\Windows\\System32\\icacls.exe';
    assert.deepEqual(
      ran,
      sids.flatMap((sid) => [files.token, files.hostFile].map((path) => [exe, path, '/grant', `*${sid}:R`])),
    );
    await letOperatorsRead([], files, {}, 'win32', nobody, run);
    await letOperatorsRead(sids, files, {}, 'linux', nobody, run);
    assert.equal(ran.length, 4);
  });

  it('are let in by themselves: one that is gone is told, and keeps nobody else out', async () => {
    const ran: string[] = [];
    const failed: string[] = [];
    const run = async (_exe: string, args: readonly string[]): Promise<void> => {
      if (args.includes('*S-1-5-21-1:R'))
        throw new Error('No mapping between account names and security IDs');
      ran.push(args.join(' '));
    };
    await letOperatorsRead(['S-1-5-21-1', 'S-1-5-21-2'], files, env, 'win32', (sid) => failed.push(sid), run);
    assert.deepEqual(failed, ['S-1-5-21-1']);
    assert.equal(ran.length, 2);
  });
});
