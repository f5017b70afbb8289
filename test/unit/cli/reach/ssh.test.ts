import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'mocha';
import type { Vm } from '#schemas/generated/types.ts';
import { cliWithHosts } from '../../../support/cliWithHosts.ts';
import type { AnswerTable } from '../../../support/fakeHost.ts';
import type { CliResult, CliSetup } from '../../../support/runCli.ts';
import { vm } from '../../../support/wireSamples.ts';

const guest = { hostname: 'web-01', admin_user: 'ops', ip_address: '10.9.8.7/24' };

function real(name: string, more: Partial<Vm> = {}): Vm {
  return vm(name, { simulated: false, ...more });
}

function tableOf(...vms: Vm[]): AnswerTable {
  return { 'GET /api/vms': () => ({ body: { vms, at: '' } }) };
}

describe('vmspec ssh', () => {
  const { folder, withHost, run } = cliWithHosts();
  const bin = join(folder, 'bin');
  const record = join(folder, 'argv');

  before(() => {
    mkdirSync(bin);
    // What it is given, an argument on a line, and an exit code of its own.
    const script = '#!/bin/sh\nfor word in "$@"; do printf \'%s\\n\' "$word"; done > "$RECORD"\nexit 7\n';
    writeFileSync(join(bin, 'ssh'), script, { mode: 0o755 });
  });
  beforeEach(() => {
    rmSync(record, { force: true });
  });

  const ssh = async (table: AnswerTable, argv: readonly string[], setup: CliSetup = {}): Promise<CliResult> =>
    run(await withHost(table), ['ssh', ...argv], {
      ...setup,
      env: { PATH: bin, RECORD: record, ...setup.env },
    });
  const given = (): readonly string[] => readFileSync(record, 'utf8').trimEnd().split('\n');
  const wasRun = (): boolean => {
    try {
      return given().length > 0;
    } catch {
      return false;
    }
  };

  it('runs ssh with the address of the VM and ends with its exit code', async () => {
    const { code, out } = await ssh(tableOf(real('web-01')), ['WEB-01']);
    assert.deepEqual([code, out], [7, '']);
    assert.deepEqual(given(), ['--', '10.0.0.5']);
  });

  it('takes the user that the spec made, unless told another', async () => {
    const table = tableOf(real('web-01', { guest }));
    await ssh(table, ['web-01']);
    assert.deepEqual(given(), ['-l', 'ops', '--', '10.0.0.5']);
    await ssh(table, ['web-01', '--user', 'root', '--port', '2222', '--identity', '/keys/my key']);
    assert.deepEqual(given(), ['-l', 'root', '-p', '2222', '-i', '/keys/my key', '--', '10.0.0.5']);
  });

  it('prefers IPv4, takes no address of one network only, and falls back to the fixed one', async () => {
    const ip_addresses = ['fe80::1', '169.254.7.7', 'fd00::5', '10.0.0.6'];
    await ssh(tableOf(real('a', { ip_addresses })), ['a']);
    assert.equal(given().at(-1), '10.0.0.6');
    await ssh(tableOf(real('a', { ip_addresses: ip_addresses.slice(0, 3) })), ['a']);
    assert.equal(given().at(-1), 'fd00::5');
    await ssh(tableOf(real('a', { ip_addresses: [], guest })), ['a']);
    assert.equal(given().at(-1), '10.9.8.7');
  });

  it('hands on what the guest is to run, word by word, and nothing of it as an option of ssh', async () => {
    await ssh(tableOf(real('a')), ['a', '--', 'ls', '-l', '-oProxyCommand=touch x', '$(id)']);
    assert.deepEqual(given(), ['--', '10.0.0.5', 'ls', '-l', '-oProxyCommand=touch x', '$(id)']);
  });

  it('gives ssh nothing that a guest made up', async () => {
    const evil = ['-oProxyCommand=touch x', '10.0.0.5;id', 'x y'];
    const hostile = { hostname: 'h', admin_user: '-oProxyCommand=x', ip_address: '-oProxyCommand=x/24' };
    const refused = await ssh(tableOf(real('a', { ip_addresses: evil, guest: hostile })), ['a']);
    assert.deepEqual([refused.code, wasRun()], [5, false]);
    await ssh(tableOf(real('a', { ip_addresses: [...evil, '10.0.0.5'], guest: hostile })), ['a']);
    assert.deepEqual(given(), ['--', '10.0.0.5']);
    for (const user of ['-oProxyCommand=x', 'a b', '$(id)', ''])
      assert.equal((await ssh(tableOf(real('a')), ['a', `--user=${user}`])).code, 64, user);
  });

  it('prints the command instead, as a shell takes it', async () => {
    const { code, out } = await ssh(tableOf(real('a')), [
      'a',
      '--print',
      '--identity',
      "/my key's",
      '--',
      'a',
      '$b',
    ]);
    assert.equal(code, 0);
    assert.equal(out, `ssh -i '/my key'\\''s' -- 10.0.0.5 a '$b'\n`);
    assert.equal(wasRun(), false);
  });

  it('says of a VM that is off how it is started', async () => {
    const { code, err } = await ssh(tableOf(real('a b', { state: 'Off', ip_addresses: [] })), ['a b']);
    assert.equal(code, 5);
    assert.match(err, /a b does not run: it is off\.\n.*vmspec start "a b" --wait/);
  });

  it('says of a guest without an address what to do, and waits for it when asked', async () => {
    const silent = real('a', { ip_addresses: [], heartbeat: 'no_contact' });
    const { code, err } = await ssh(tableOf(silent), ['a']);
    assert.equal(code, 5);
    assert.match(err, /has reported no address\.\n.*--wait.*hyperv-daemons/);
    const looks = { count: 0 };
    const table = {
      ...tableOf(silent),
      'GET /api/vms/id-of-a': () => ({ body: looks.count++ < 3 ? silent : real('a') }),
    };
    const waited = await ssh(table, ['a', '--wait']);
    assert.deepEqual([waited.code, given()], [7, ['--', '10.0.0.5']]);
    assert.match(waited.err, /^Waiting for the guest of a to report an address …\n$/);
  });

  it('waits as long as asked and no longer', async () => {
    const silent = real('a', { ip_addresses: [] });
    const table = { ...tableOf(silent), 'GET /api/vms/id-of-a': () => ({ body: silent }) };
    const { code, err } = await ssh(table, ['a', '--timeout', '30']);
    assert.deepEqual([code, wasRun()], [8, false]);
    assert.match(err, /Waited 30 s/);
  });

  it('says where there is no ssh, and looks for none in the folder one is in', async () => {
    for (const PATH of ['', '.', join(folder, 'nowhere')]) {
      const { code, err } = await ssh(tableOf(real('a')), ['a'], { env: { PATH } });
      assert.equal(code, 78);
      assert.match(err, /There is no ssh in the folders of PATH/);
    }
  });

  it('connects to no practice VM: its address may be that of a computer of somebody', async () => {
    const { code, err } = await ssh(tableOf(vm('a')), ['a']);
    assert.deepEqual([code, wasRun()], [5, false]);
    assert.match(err, /practice VM/);
  });

  it('must be told by id which of two VMs of a name is meant', async () => {
    const table = tableOf(
      real('a', { vm_id: 'one' }),
      real('a', { vm_id: 'two', ip_addresses: ['10.0.0.9'] }),
    );
    assert.equal((await ssh(table, ['a'])).code, 5);
    await ssh(table, ['two']);
    assert.deepEqual(given(), ['--', '10.0.0.9']);
  });
});
