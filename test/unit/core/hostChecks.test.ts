import assert from 'node:assert/strict';
import type { NetworkSetting, VmSpec } from '#schemas/generated/types.ts';
import { checkAgainstHost } from '#core/hostChecks.ts';
import type { KnownTemplate } from '#core/hostChecks/hostCheck.ts';
import { namedNetworks } from '#core/networks.ts';
import type { Problem } from '#core/problem.ts';
import { readSpec } from '#core/readSpec.ts';
import { sampleInventory, sampleTemplate } from './sampleInventory.ts';
import { sampleVm, specText } from './sampleVm.ts';

interface Host {
  readonly templates?: readonly KnownTemplate[];
  readonly roots?: readonly string[];
  readonly cpuPercent?: number;
  /** Networks of the configuration, by name. */
  readonly networks?: Readonly<Record<string, NetworkSetting>>;
}

function problemsOf(different: Partial<VmSpec>, host: Host = {}): readonly Problem[] {
  const { vms, locate } = readSpec(specText([sampleVm(different)]));
  assert.ok(vms !== null);
  const templateRoots = host.roots ?? ['c:\\templates\\'];
  const { cpuPercent = 100 } = host;
  const inventory = sampleInventory();
  return checkAgainstHost({
    vms,
    locate,
    templateRoots,
    cpuPercent,
    inventory: {
      ...inventory,
      ...(host.templates === undefined ? {} : { templates: host.templates }),
      networks: namedNetworks(host.networks ?? {}, inventory.switches),
    },
  }).problems;
}

function check(different: Partial<VmSpec>, expected: readonly string[], host: Host = {}): void {
  const found = problemsOf(different, host).map(
    ({ code, pointer, severity }) => `${severity} ${code} ${pointer.split('/vms/0/')[1] ?? ''}`,
  );
  assert.deepEqual(found, expected);
}

describe('checkAgainstHost', () => {
  it('has nothing to say to a request that suits the host', () => {
    check({}, []);
    check({ disk_template_path: 'c:\\TEMPLATES\\Ubuntu-24.04.VHDX', volume: 'd:\\' }, []);
  });

  it('refuses an unknown template and names the nearest', () => {
    const [problem] = problemsOf({ disk_template_path: 'C:\\Templates\\ubuntu-22.04.vhdx' });
    assert.equal(problem?.code, 'unknown_template');
    assert.match(problem.message, /Did you mean ".*ubuntu-24\.04\.vhdx"\?/);
  });

  it('does not know a template outside the template folders, even one that exists', () => {
    const path = 'C:\\Templates2\\a.vhdx';
    const host = { templates: [sampleTemplate({ path })] };
    check({ disk_template_path: path }, ['error unknown_template disk_template_path'], host);
  });

  it('refuses a template that is not what was recorded, once for all copies, and says the ways on', () => {
    const host = { templates: [{ ...sampleTemplate(), state: 'changed' as const }] };
    check({}, ['error template_changed disk_template_path'], host);
    const [problem] = problemsOf({}, host);
    assert.match(problem?.message ?? '', /put the original back.*--replaces/);
    check({}, [], { templates: [{ ...sampleTemplate(), state: 'ok' }] });
  });

  it('refuses unknown switches of every adapter, spelt exactly', () => {
    check({ network_adapter_name: 'external_switch', network_adapters: [{ switch: 'Nope' }] }, [
      'error unknown_network network_adapter_name',
      'error unknown_network network_adapters/0/switch',
    ]);
    const [problem] = problemsOf({ network_adapter_name: 'external_switch' });
    assert.match(problem?.message ?? '', /Did you mean "External_Switch"\?/);
  });

  it('knows the networks of the configuration, whatever the case of letters', () => {
    const networks = { 'build-lan': { switch: 'External_Switch', vlan_id: 20 } };
    const named = { network_adapter_name: 'Build-LAN', network_adapters: [{ switch: 'build-lan' }] };
    check(named, [], { networks });
    check(named, [
      'error unknown_network network_adapter_name',
      'error unknown_network network_adapters/0/switch',
    ]);
    const [problem] = problemsOf({ network_adapter_name: 'build-lna' }, { networks });
    assert.match(
      problem?.message ?? '',
      /no network or virtual switch "build-lna"\. Did you mean "build-lan"\?/,
    );
  });

  it('refuses a network whose switch is not there, and says which', () => {
    const networks = { 'build-lan': { switch: 'external_switch', vlan_id: 20 } };
    const different = { network_adapter_name: 'build-lan', vlan_id: 20 };
    check(different, ['error unknown_network network_adapter_name'], { networks });
    assert.match(
      problemsOf(different, { networks })[0]?.message ?? '',
      /"build-lan" leads to the virtual switch "external_switch", which the host does not have\. It has "External_Switch"/,
    );
    const [other] = problemsOf({ network_adapter_name: 'buildlan' }, { networks });
    assert.doesNotMatch(other?.message ?? '', /Did you mean/);
  });

  it('refuses another VLAN than that of the network; without one the network lets it be chosen', () => {
    const networks = {
      'build-lan': { switch: 'External_Switch', vlan_id: 20 },
      open: { switch: 'External_Switch' },
    };
    const spec = (vlan_id: number): Partial<VmSpec> => ({
      ...{ network_adapter_name: 'build-lan', vlan_id },
      network_adapters: [
        { switch: 'BUILD-lan', vlan_id },
        { switch: 'open', vlan_id },
      ],
    });
    check(spec(20), [], { networks });
    check(spec(30), ['error network_vlan vlan_id', 'error network_vlan network_adapters/0/vlan_id'], {
      networks,
    });
    assert.equal(
      problemsOf(spec(30), { networks })[1]?.message,
      '"build-lan" is VLAN 20 on this host: remove vlan_id, or write 20.',
    );
  });

  it('takes a name for the network before the switch that is called the same', () => {
    const networks = { EXTERNAL_switch: { switch: 'Default Switch', vlan_id: 20 } };
    check({ network_adapter_name: 'External_Switch', vlan_id: 30 }, ['error network_vlan vlan_id'], {
      networks,
    });
    const lost = { External_Switch: { switch: 'Gone' } };
    check({}, ['error unknown_network network_adapter_name'], { networks: lost });
  });

  it('refuses unknown volumes of the VM and of its data disks', () => {
    check({ volume: 'E:\\', data_disks: [{ size_gb: 1, volume: 'F:\\' }] }, [
      'error unknown_volume volume',
      'error unknown_volume data_disks/0/volume',
    ]);
  });

  it('refuses a name that is in use, whatever its case and also of a copy', () => {
    check({ vm_name: 'DC-01' }, ['error name_in_use vm_name']);
    check({ vm_name: 'dc', copies: 2 }, ['error name_in_use vm_name']);
    assert.match(problemsOf({ vm_name: 'dc', copies: 2 })[0]?.message ?? '', /"dc-01"/);
  });

  it('refuses more vCPU than processors where more than all of them are promised', () => {
    check({ cpu_cores: 17 }, []);
    check({ cpu_cores: 17 }, ['error cpu_above_host cpu_cores'], { cpuPercent: 400 });
    check({ cpu_cores: 17, start: false }, ['warning cpu_above_host cpu_cores'], { cpuPercent: 400 });
  });

  it('refuses a disk smaller than its template, a begun GB counted whole', () => {
    check({ disk: { size_gb: 40 } }, []);
    check({ disk: { size_gb: 39 } }, ['error disk_smaller_than_template disk/size_gb']);
    const templates = [sampleTemplate({ size_mb: 40 * 1024 + 1 })];
    check({ disk: { size_gb: 40 } }, ['error disk_smaller_than_template disk/size_gb'], { templates });
  });

  it('refuses a template too large for a BIOS to boot', () => {
    const templates = [sampleTemplate({ size_mb: 2049 * 1024 })];
    check({ generation: 1 }, ['error disk_size disk_template_path'], { templates });
  });

  it('warns when the system or the generation of the template is in doubt', () => {
    const templates = [sampleTemplate({ os: 'unknown', generation: 1 })];
    check(
      {},
      [
        'warning template_generation disk_template_path',
        'warning secure_boot_template_unknown disk_template_path',
      ],
      { templates },
    );
    check({ generation: 1 }, [], { templates });
    check(
      { generation: 2, secure_boot: { template: 'MicrosoftWindows' } },
      ['warning template_generation generation'],
      { templates },
    );
  });
});
