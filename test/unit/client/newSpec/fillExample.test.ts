import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../../../../client/src/newSpec/examples.ts';
import { fillExample, type Known } from '../../../../client/src/newSpec/fillExample.ts';
import { readSpec } from '../../../../server/src/core/readSpec.ts';
import { namedNetworks } from '../../../support/client/namedNetworks.ts';
import type { SpecFile } from '#schemas/generated/types.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const textOf = (file: string): string => readFileSync(join(root, 'examples', file), 'utf8');
const template = {
  path: 'D:\\T\\win.vhdx',
  size_gb: 60,
  os: 'windows',
  generation: 2,
  children: 0,
  state: 'ok',
} as const;
const lan = { name: 'LAN', type: 'External', vlan_id: null } as const;
const known = (names: readonly string[]): Known => ({
  templates: { templates: [template], roots: ['D:\\T'] },
  networks: { networks: [lan] },
  vm_names: [...names],
});
const vmsOf = (text: string): SpecFile['provisioning_request']['vms'] =>
  (JSON.parse(text) as SpecFile).provisioning_request.vms;

describe('a new spec', () => {
  for (const { file } of examples()) {
    it(`from ${file} is right, without a host and with one`, () => {
      for (const given of [null, known([])])
        assert.deepEqual(readSpec(fillExample(textOf(file), given)).problems, []);
    });
  }

  for (const { file } of examples()) {
    it(`from ${file} asks for no other VLAN than the network that it names`, () => {
      const text = fillExample(textOf(file), { ...known([]), networks: { networks: namedNetworks } });
      const adapters = vmsOf(text).flatMap((vm) => [
        { name: vm.network_adapter_name, vlan: vm.vlan_id },
        ...(vm.network_adapters ?? []).map((adapter) => ({ name: adapter.switch, vlan: adapter.vlan_id })),
      ]);
      for (const { name, vlan } of adapters) {
        const network = namedNetworks.find((one) => one.name === name);
        assert.ok(network !== undefined && network.available !== false, name);
        if (network.switch !== undefined && vlan !== undefined && network.vlan_id !== null)
          assert.equal(vlan, network.vlan_id);
      }
    });
  }

  it('names a template and a virtual switch that the host has', () => {
    for (const vm of vmsOf(fillExample(textOf('lab.vmspec.json'), known([])))) {
      assert.equal(vm.disk_template_path, template.path);
      assert.equal(vm.network_adapter_name, 'LAN');
    }
  });

  it('keeps what the example says where the host has it too', () => {
    const here = known([]);
    const both = {
      ...here,
      networks: { networks: [...here.networks.networks, { ...lan, name: 'external_switch' }] },
    };
    assert.equal(
      vmsOf(fillExample(textOf('one-vm.vmspec.json'), both))[0]?.network_adapter_name,
      'external_switch',
    );
  });

  it('gives names that are free on the host', () => {
    const names = (taken: readonly string[], file: string): string[] =>
      vmsOf(fillExample(textOf(file), known(taken))).map(({ vm_name }) => vm_name);
    assert.deepEqual(names(['WEB-01', 'web-02'], 'one-vm.vmspec.json'), ['web-03']);
    assert.deepEqual(names(['node-02'], 'copies.vmspec.json'), ['node-2']);
    assert.deepEqual(names([], 'copies.vmspec.json'), ['node']);
  });
});
