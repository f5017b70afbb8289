import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type {
  HostConfig,
  HostFactsParams,
  Plan,
  SimulatedHostFile,
  VmSpec,
} from '#schemas/generated/types.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { messageOf } from '../../support/lsp/messageOf.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import type { Editor } from '../../support/lsp/openEditor.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { sampleVm, specText } from '../../unit/core/sampleVm.ts';

const machine: SimulatedHostFile = {
  ...smallMachine,
  logical_processors: 16,
  memory_mb: 32_768,
  switches: [...smallMachine.switches, { name: 'Hidden', type: 'Private' }],
  templates: [
    ...smallMachine.templates,
    { path: 'C:\\Templates\\old.vhdx', size_gb: 20, file_gb: 2, os: 'unknown', generation: 1 },
  ],
  vms: [
    {
      vm_name: 'dc-01',
      state: 'Running',
      cpu_cores: 2,
      dynamic_memory: true,
      ram_startup_mb: 2048,
      ram_max_mb: 4096,
      disks: [{ path: 'C:\\VMs\\dc-01.vhdx', size_gb: 60, file_gb: 12 }],
    },
  ],
};

/** Named networks of every sort: with a VLAN, without one, without its switch, with the name of another switch. */
const networks: HostConfig['networks'] = {
  'build-lan': { switch: 'External_Switch', vlan_id: 20 },
  open: { switch: 'Lab_Internal' },
  dmz: { switch: 'DMZ_Switch', vlan_id: 99 },
  hidden: { switch: 'Lab_Internal', vlan_id: 30 },
};

/** What the client of an editor tells of a host, asked as it asks. */
async function factsOf(host: Reachable, at: string): Promise<HostFactsParams> {
  const get = async (path: string): Promise<never> =>
    (await request(host, { path: `/api/${path}` })).body as never;
  const { name, simulated, vm_root } = await get('host');
  const { vms } = (await get('vms')) as { vms: readonly { vm_name: string }[] };
  return {
    host: { name, simulated, vm_root },
    at,
    capacity: await get('capacity'),
    templates: await get('templates'),
    networks: await get('networks'),
    vm_names: vms.map(({ vm_name }) => vm_name),
  };
}

interface Verdict {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** `CPU requested 20, available 14`, one for each resource that does not suffice. */
  readonly short: readonly string[];
}

function verdictOfHost({ problems, warnings }: Plan): Verdict {
  const line = ({ code, pointer }: Plan['problems'][number]): string => `${code} ${pointer}`;
  const capacity = problems.filter(({ code }) => code === 'capacity_exceeded');
  return {
    problems: problems
      .filter((one) => !capacity.includes(one))
      .map(line)
      .sort(),
    warnings: warnings.map(line).sort(),
    short: capacity
      .flatMap(({ message }) => message.replace('Host capacity exceeded: ', '').split('; '))
      .sort(),
  };
}

function verdictOfEditor(diagnostics: readonly Diagnostic[]): Verdict {
  const line = ({ code, data }: Diagnostic): string =>
    `${String(code)} ${(data as { pointer: string }).pointer}`;
  const capacity = diagnostics.filter(({ code }) => code === 'capacity_exceeded');
  const others = diagnostics.filter((one) => !capacity.includes(one));
  return {
    problems: others
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(line)
      .sort(),
    warnings: others
      .filter(({ severity }) => severity !== DiagnosticSeverity.Error)
      .map(line)
      .sort(),
    short: capacity.map(shortOf).sort(),
  };
}

/** `CPU requested 20, available 14` of the words of a diagnostic. */
function shortOf(diagnostic: Diagnostic): string {
  const words = messageOf(diagnostic);
  return /^Host capacity exceeded: (.*?)\. /.exec(words)?.[1] ?? words;
}

const documents: Readonly<Record<string, readonly VmSpec[]>> = {
  'what fits': [sampleVm({ vm_name: 'a' })],
  'an unknown template': [sampleVm({ disk_template_path: 'C:\\Templates\\ubuntu.vhdx' })],
  'a template outside of the folders': [sampleVm({ disk_template_path: 'C:\\Other\\tiny.vhdx' })],
  'unknown switches': [
    sampleVm({ network_adapter_name: 'Lab', network_adapters: [{ switch: 'external_switch' }] }),
  ],
  'named networks': [
    sampleVm({
      ...{ network_adapter_name: 'BUILD-lan', vlan_id: 20 },
      network_adapters: [{ switch: 'open', vlan_id: 7 }, { switch: 'Hidden' }],
    }),
  ],
  'other VLANs than those of networks': [
    sampleVm({
      ...{ network_adapter_name: 'build-lan', vlan_id: 21 },
      network_adapters: [
        { switch: 'Hidden', vlan_id: 20 },
        { switch: 'open', vlan_id: 20 },
      ],
    }),
  ],
  'a network whose switch is not there': [
    sampleVm({ network_adapter_name: 'DMZ', vlan_id: 20, network_adapters: [{ switch: 'DMZ_Switch' }] }),
  ],
  'an unknown volume': [sampleVm({ volume: 'E:\\', data_disks: [{ size_gb: 1, volume: 'F:\\' }] })],
  'a name in use': [sampleVm({ vm_name: 'DC-01' }), sampleVm({ vm_name: 'b' })],
  'a copy whose name is in use': [sampleVm({ vm_name: 'dc', copies: 2 })],
  'too many cores': [sampleVm({ cpu_cores: 20 })],
  'too many cores in all': [
    sampleVm({ vm_name: 'a', cpu_cores: 8 }),
    sampleVm({ vm_name: 'b', cpu_cores: 8 }),
  ],
  'too much memory': [sampleVm({ ram_max_mb: 32_768, copies: 3 })],
  'too much of all': [
    sampleVm({
      cpu_cores: 10,
      copies: 4,
      ram_max_mb: 16_384,
      data_disks: [{ size_gb: 900, volume: 'D:\\' }],
    }),
  ],
  'memory saved to a full volume': [
    sampleVm({ automatic_stop_action: 'save', ram_max_mb: 8192, disk: { size_gb: 450 } }),
  ],
  'a disk smaller than its template': [sampleVm({ disk: { size_gb: 39 } })],
  'a template of the other generation': [sampleVm({ disk_template_path: 'C:\\Templates\\old.vhdx' })],
  'several things at once': [
    sampleVm({ vm_name: 'dc-01', cpu_cores: 64, network_adapter_name: 'Nope' }),
    sampleVm({
      vm_name: 'b',
      disk_template_path: 'C:\\Templates\\old.vhdx',
      data_disks: [{ size_gb: 2000 }],
    }),
  ],
};

/** Specs whose members are chosen by chance out of what matters to a host. */
function chanceVms(seed: number): VmSpec[] {
  const random = seededRandom(seed);
  const among = <T>(...values: readonly T[]): T => values[Math.floor(random.fraction() * values.length)] as T;
  return Array.from({ length: 1 + Math.floor(random.fraction() * 4) }, (_, index) => ({
    ...sampleVm({
      vm_name: index === 0 && random.fraction() < 0.1 ? 'dc-01' : `vm-${index}`,
      cpu_cores: among(1, 2, 4, 8, 16),
      ram_max_mb: among(4096, 8192, 16_384),
      disk_template_path: among(...machine.templates.map(({ path }) => path), 'C:\\Templates\\nope.vhdx'),
      network_adapter_name: among(
        ...['External_Switch', 'Lab_Internal', 'External_Switch', 'lab_internal', 'build-lan', 'OPEN', 'dmz'],
      ),
    }),
    ...(random.fraction() < 0.3 ? { vlan_id: among(20, 30) } : {}),
    ...(random.fraction() < 0.3 ? { copies: among(1, 2, 3) } : {}),
    ...(random.fraction() < 0.3 ? { volume: among('C:\\', 'D:\\', 'd:\\', 'E:\\') } : {}),
    ...(random.fraction() < 0.3 ? { disk: { size_gb: among(1, 60, 300) } } : {}),
    ...(random.fraction() < 0.3
      ? { data_disks: [{ size_gb: among(10, 400), volume: among('C:\\', 'D:\\') }] }
      : {}),
    ...(random.fraction() < 0.2 ? { automatic_stop_action: 'save' as const } : {}),
    ...(random.fraction() < 0.2 ? { generation: 1 as const } : {}),
  }));
}

for (const cpu_percent of [100, 400]) {
  describe(`the editor says what the host says, with ${cpu_percent} % of its processors promised`, () => {
    const host = oneHost({ machine, config: { cpu_percent, networks } });
    const editor = oneEditor();

    async function compare(vms: readonly VmSpec[]): Promise<Verdict> {
      const text = specText(vms);
      const answer = await request(host(), { method: 'POST', path: '/api/vms/plan', body: text });
      assert.equal(answer.status, 200, answer.text);
      const plan = answer.body as Plan;
      const said = verdictOfEditor(await editor().pull(editor().open(text)));
      assert.deepEqual(said, verdictOfHost(plan));
      assert.equal(plan.fits, said.problems.length + said.short.length === 0);
      return said;
    }

    before(async () => {
      await tell(editor());
    });

    async function tell(to: Editor): Promise<void> {
      to.tellHost(await factsOf(host(), new Date(to.clock.now()).toISOString()));
    }

    for (const [name, vms] of Object.entries(documents)) {
      it(name, async () => {
        await compare(vms);
      });
    }

    it('200 specs made by chance', async () => {
      const seen = { refused: 0, short: 0, fits: 0 };
      for (let seed = 1; seed <= 200; seed += 1) {
        const { problems, short } = await compare(chanceVms(seed));
        seen.refused += Number(problems.length > 0);
        seen.short += Number(short.length > 0);
        seen.fits += Number(problems.length + short.length === 0);
      }
      for (const [what, count] of Object.entries(seen)) assert.ok(count > 5, `${what}: ${count}`);
    });
  });
}
