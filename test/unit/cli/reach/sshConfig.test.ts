import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Vm } from '#schemas/generated/types.ts';
import { cliWithHosts } from '../../../support/cliWithHosts.ts';
import type { AnswerTable } from '../../../support/fakeHost.ts';
import type { CliResult } from '../../../support/runCli.ts';
import { hostView, vm } from '../../../support/wireSamples.ts';

const guest = { hostname: 'web-01', admin_user: 'ops', ip_address: null };

const vms: Vm[] = [
  vm('web-01', { guest }),
  vm('build agent.3', { ip_addresses: ['fd00::5', '10.0.0.6'] }),
  vm('off', { state: 'Off', ip_addresses: ['10.0.0.7'] }),
  vm('mute', { ip_addresses: ['fe80::1'] }),
];

const text = `# VMs of hv01, by \`vmspec ssh-config\`. What is changed here is lost with the next --write.

Host web-01
  HostName 10.0.0.5
  User ops

# build agent.3
Host build-agent-3
  HostName 10.0.0.6
`;

const added = `# The VMs of \`vmspec ssh-config --write\`; \`vmspec ssh-config --remove\` takes this away.
Include config.d/vmspec

`;

describe('vmspec ssh-config', () => {
  const { folder, withHost, run } = cliWithHosts();

  const command = async (
    home: string,
    argv: readonly string[],
    list = vms,
    host = hostView(),
  ): Promise<CliResult> => {
    const table: AnswerTable = {
      'GET /api/host': () => ({ body: host }),
      'GET /api/vms': () => ({ body: { vms: list, at: '' } }),
    };
    return run(await withHost(table), ['ssh-config', ...argv], { env: { HOME: home } });
  };
  const newHome = (): string => mkdtempSync(join(folder, 'home-'));
  const ssh = (home: string, ...parts: string[]): string => join(home, '.ssh', ...parts);
  const read = (path: string): string => readFileSync(path, 'utf8');
  const modeOf = (path: string): number => statSync(path).mode & 0o777;

  it('prints a host for each VM that runs and reports an address, and writes nothing', async () => {
    const home = newHome();
    const { code, out } = await command(home, []);
    assert.deepEqual([code, out], [0, text]);
    assert.deepEqual(readdirSync(home), []);
  });

  it('lets no name be a pattern, a line of its own, another computer or the name of another VM', async () => {
    const names = ['*', '!x ?', 'github.com', 'a\nHost *\n  ProxyCommand id', '-x', 'web 01', 'Web-01'];
    const hostile = names.map((name, index) => vm(name, { vm_id: `${String(index)}2345678-more` }));
    const { out } = await command(newHome(), [], hostile);
    const hosts = out.split('\n').flatMap((line) => /^Host (.*)$/.exec(line)?.[1] ?? []);
    assert.deepEqual(hosts, [
      ...['vm', 'x', 'github-com', 'a-Host-ProxyCommand-id', 'x-42345678', 'web-01', 'Web-01-62345678'],
    ]);
    assert.ok(
      out.split('\n').every((line) => /^(#|Host [\w-]+$| {2}HostName [\d.]+$|$)/.test(line)),
      out,
    );
  });

  it('writes them for ssh, says what it adds to the configuration, and adds it once', async () => {
    const home = newHome();
    const first = await command(home, ['--write']);
    assert.equal(first.code, 0);
    assert.match(first.out, /Adding a line at the top of .*config: Include config\.d\/vmspec/);
    assert.equal(read(ssh(home, 'config.d', 'vmspec')), text);
    assert.equal(read(ssh(home, 'config')), added);
    const again = await command(home, ['--write'], [vm('only')]);
    assert.doesNotMatch(again.out, /Adding/);
    assert.match(read(ssh(home, 'config.d', 'vmspec')), /^Host only$/m);
    assert.doesNotMatch(read(ssh(home, 'config.d', 'vmspec')), /web-01/);
    assert.equal(read(ssh(home, 'config')), added);
    assert.deepEqual(readdirSync(ssh(home, 'config.d')), ['vmspec'], 'nothing else is left there');
    for (const path of [ssh(home, 'config.d', 'vmspec'), ssh(home, 'config')])
      assert.equal(modeOf(path), 0o600);
    assert.equal(modeOf(ssh(home)), 0o700);
  });

  for (const [what, before] of [
    ['of this system', 'Host own\n  User me\n'],
    ['with line ends of Windows', 'Host own\r\n  User me\r\n'],
  ] as const)
    it(`leaves a configuration ${what} as it was, before and after`, async () => {
      const home = newHome();
      mkdirSync(ssh(home));
      writeFileSync(ssh(home, 'config'), before);
      await command(home, ['--write']);
      const end = before.includes('\r') ? '\r\n' : '\n';
      assert.equal(read(ssh(home, 'config')), added.replaceAll('\n', end) + before);
      const { code, out } = await command(home, ['--remove']);
      assert.equal(code, 0);
      assert.match(out, /Removed from .*config: Include config\.d\/vmspec\nRemoved .*vmspec\n/);
      assert.equal(read(ssh(home, 'config')), before);
      assert.deepEqual(readdirSync(ssh(home, 'config.d')), []);
      assert.match((await command(home, ['--remove'])).out, /nothing to remove/);
    });

  it('takes a configuration away that it made', async () => {
    const home = newHome();
    await command(home, ['--write']);
    await command(home, ['--remove']);
    assert.deepEqual(readdirSync(ssh(home)), ['config.d']);
  });

  it('keeps a link to a configuration that lies elsewhere', async () => {
    const home = newHome();
    mkdirSync(ssh(home));
    writeFileSync(join(home, 'dotfile'), 'Host own\n');
    symlinkSync('../dotfile', ssh(home, 'config'));
    await command(home, ['--write']);
    assert.equal(read(join(home, 'dotfile')), `${added}Host own\n`);
  });

  it('writes no addresses of practice VMs', async () => {
    const home = newHome();
    const { code, err } = await command(home, ['--write'], vms, hostView({ simulated: true }));
    assert.equal(code, 5);
    assert.match(err, /practice VMs/);
    assert.deepEqual(readdirSync(home), []);
  });
});
