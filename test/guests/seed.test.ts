import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { seedFiles } from '#core/guest/seedFiles.ts';
import type { PlannedGuest } from '#schemas/generated/types.ts';
import { installPackages, startsServices } from '../../scripts/debianPackages.ts';
import { onPath } from '#shared/host/onPath.ts';
import { seedImage } from '../../server/src/host/hyperv/seedImage.ts';
import { plannedGuest as whole } from '../support/plannedGuest.ts';
import { skipTest } from '../support/skipTest.ts';

const JOB = '11111111-2222-4333-8444-555555555555';
const adapter = { switch: 'lab', vlan_id: null, mac_address: null, mac_spoofing: false };
const vm = { vm_name: 'web 01', network_adapters: [{ ...adapter, mac_address: '00155D010203' }, adapter] };
/** Settings that differ in what is written. */
const cases: Readonly<Record<string, PlannedGuest>> = {
  'with all settings': whole,
  'of IPv6': { ...whole, ip_address: '2001:db8::5/64', gateway: '2001:db8::1', dns: ['2001:db8::1'] },
  'with name servers beside DHCP': { ...whole, ip_address: null, gateway: null },
  'with keys for the account of the image': { ...whole, admin_user: null },
};

/** Has cloud-init read the network and hand it to the programs of three families of distributions. */
const READ_NETWORK = `
import sys, tempfile, yaml
from cloudinit.distros import rhel
from cloudinit.net import network_state, eni, netplan, sysconfig
state = network_state.parse_net_config_data(yaml.safe_load(open(sys.argv[1])))
assert [one["name"] for one in state.iter_interfaces()] == ["eth0", "eth1"], "the adapters"
settings = {"sysconfig": rhel.Distro.renderer_configs["sysconfig"]}
for writer in (eni, netplan, sysconfig):
    name = writer.__name__.split(".")[-1]
    writer.Renderer(settings.get(name)).render_network_state(state, target=tempfile.mkdtemp(dir=sys.argv[2]))
`;

describe('the disk that a guest reads its settings from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-guests-'));
  const program = (name: string): string | null => onPath([name], process.env);
  const missing = new Map<string, string>();

  before(async function () {
    this.timeout(600_000);
    // Where services start by themselves, cloud-init would set up the machine that the tests run on.
    const wanted = [['isoinfo', 'genisoimage'], ...(startsServices() ? [] : [['cloud-init', 'cloud-init']])];
    const packages = wanted.filter(([name = '']) => program(name) === null).map(([, from = '']) => from);
    const failed = packages.length === 0 ? null : await installPackages(packages, () => undefined);
    for (const name of ['isoinfo', 'cloud-init'])
      if (program(name) === null) missing.set(name, failed ?? 'it is not installed where services start');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is read by isoinfo, by long names and by short ones', function () {
    const reason = missing.get('isoinfo');
    if (reason !== undefined) skipTest(this, `no isoinfo: ${reason}`);
    const path = join(folder, 'seed.iso');
    const files = seedFiles(vm, whole, JOB);
    writeFileSync(path, seedImage(files));
    const isoinfo = (...args: readonly string[]): string =>
      execFileSync('isoinfo', [...args, '-i', path], { encoding: 'utf8' });
    assert.match(isoinfo('-d'), /^Volume id: CIDATA$/m);
    assert.match(isoinfo('-d'), /^Joliet with UCS level 3 found$/m);
    for (const { name, text } of files) assert.equal(isoinfo('-J', '-x', `/${name}`), text);
    assert.equal(isoinfo('-x', '/NETWORK_.;1'), files.find(({ name }) => name === 'network-config')?.text);
  });

  for (const [what, guest] of Object.entries(cases)) {
    it(`passes the checks of cloud-init: ${what}`, function () {
      this.timeout(60_000);
      const path = program('cloud-init');
      if (path === null) skipTest(this, `no cloud-init: ${missing.get('cloud-init') ?? ''}`);
      const place = (name: string): string => join(folder, name);
      for (const { name, text } of seedFiles(vm, guest, JOB)) writeFileSync(place(name), text);
      const said = execFileSync(path, ['schema', '-c', place('user-data')], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      assert.match(said, /^Valid/m);
      // The Python that has the modules of cloud-init is the one that runs it.
      const python = /^#!(\S+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? assert.fail();
      execFileSync(python, ['-c', READ_NETWORK, place('network-config'), folder], { stdio: 'pipe' });
    });
  }
});
