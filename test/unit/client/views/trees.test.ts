import assert from 'node:assert/strict';
import type { Template } from '#schemas/generated/types.ts';
import type { ConnectionState } from '../../../../client/src/connection/state.ts';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import { templateTooltip } from '../../../../client/src/views/hosts/templateRows.ts';
import { jobsModel } from '../../../../client/src/views/jobs/jobsModel.ts';
import { emptyModel, type Model } from '../../../../client/src/views/tree/model.ts';
import { hosts, lines, usual } from '../../../support/client/hostTree.ts';
import { namedNetworks } from '../../../support/client/namedNetworks.ts';
import { hostJob, hostState, hostVm, jobId, sampleCapacity } from '../../../support/hostSamples.ts';
import { jobVm } from '../../../support/wireSamples.ts';

function rowOf(
  model: Model,
  id: string,
): { readonly context: string; readonly icon?: { readonly name: string } } {
  const row = model.entries.get(id)?.row;
  assert.ok(row !== undefined, id);
  return row;
}

describe('the tree of the host', () => {
  it('shows capacity, VMs by the job that created them, templates and switches', () => {
    const state = hostState(
      [
        hostVm('web-10'),
        hostVm('web-2', { ip_addresses: ['fe80::1', '10.0.0.9'] }),
        hostVm('db', { job_id: jobId(2), state: 'Off' }),
        hostVm('dc-01', { managed: false, job_id: null }),
      ],
      [],
    );
    assert.deepEqual(lines(hosts(state)), [
      'hv01 | Hyper-V 10.0.26100',
      '  Capacity | 60 vCPU · 32.0 GB free',
      '    CPU (vCPU) | 60 of 64 free',
      '    RAM | 32.0 GB of 64.0 GB free',
      '    Storage C:\\ | 20.0 GB of 500.0 GB free',
      '  Virtual Machines | 4 VMs, 3 running',
      '    db | off',
      '    web-2 and 1 more | 2 VMs, 2 running',
      '      web-2 | running · 10.0.0.9',
      '      web-10 | running',
      '    Not created by VMSpec | 1 VM, 1 running',
      '      dc-01 | running',
      '  Templates | 1',
      '    ubuntu.vhdx | 40 GB · Linux · generation 2 · under 1 disk',
      '  Virtual Switches | 1',
      '    External_Switch | external',
    ]);
  });

  it('shows the networks that the configuration names, with where they lead', () => {
    const model = hosts(hostState([], [], { networks: { networks: namedNetworks } }));
    assert.deepEqual(lines(model).slice(-6), [
      '  Networks | 3',
      '    build-lan | External_Switch · VLAN 20',
      '    open | External_Switch',
      '    dmz | DMZ_Switch · VLAN 99 · missing',
      '  Virtual Switches | 1',
      '    External_Switch | external',
    ]);
    assert.equal(rowOf(model, 'network/dmz').icon?.name, 'warning');
  });

  it('warns of templates that cannot be used, and says in the tooltip why and what depends on them', () => {
    const template = (path: string, more: Partial<Template> = {}): Template => ({
      ...{
        path: `C:\\Templates\\${path}`,
        size_gb: 40,
        os: 'unknown',
        generation: null,
        children: 0,
        state: 'ok',
      },
      ...more,
    });
    const templates = [
      template('a.vhdx', { state: 'changed', children: 12, dependents: ['web-01', 'web-02'] }),
      template('b.vhdx', { state: 'missing' }),
      template('c.vhdx', { state: 'adding', size_gb: 0, source: 'D:\\c.vhdx' }),
      template('d.vhdx', {
        state: 'failed',
        error: { code: 'disk_sparse', message: 'Sparse.', hint: 'Run fsutil.' },
      }),
      template('e.vhdx', { superseded_by: 'C:\\Templates\\e-v2.vhdx', added_by: 'anna', recorded: true }),
    ];
    const model = hosts(hostState([], [], { templates: { templates, roots: [] } }));
    const rows = lines(model).filter((line) => line.includes('.vhdx'));
    assert.deepEqual(rows, [
      '    a.vhdx | 40 GB · under 12 disks · changed',
      '    b.vhdx | 40 GB · missing',
      '    c.vhdx | being added',
      '    d.vhdx | 40 GB · could not be added',
      '    e.vhdx | 40 GB',
    ]);
    const icons = templates.map(({ path }) => rowOf(model, `template/${path.toLowerCase()}`).icon?.name);
    assert.deepEqual(icons, ['warning', 'warning', 'loading~spin', 'warning', 'file-binary']);
    assert.match(
      templateTooltip(templates[0] ?? template('x')),
      /12 VM disks depend on it: web-01, web-02, …/,
    );
    assert.match(templateTooltip(templates[3] ?? template('x')), /Sparse\.\nRun fsutil\./);
    assert.match(templateTooltip(templates[4] ?? template('x')), /Superseded by e-v2\nAdded by anna/);
  });

  it('explains what a template is where there is none', () => {
    const model = hosts(hostState([], [], { templates: { templates: [], roots: [] } }));
    assert.ok(lines(model).some((line) => line.includes('No templates yet: add one...')));
    assert.equal(model.entries.get('note/templateGuide')?.row.command, 'vmspec.openTemplateGuide');
  });

  it('groups by tag, a VM under each of its own, and leaves others out where they are not wanted', () => {
    const state = hostState([
      hostVm('a', { tags: ['web', 'prod'] }),
      hostVm('b'),
      hostVm('dc-01', { managed: false, job_id: null }),
    ]);
    const model = hosts(state, { groupBy: 'tag', showOthers: false });
    const vms = lines(model).slice(5, 12);
    assert.deepEqual(vms, [
      '  Virtual Machines | 2 VMs, 2 running',
      '    prod | 1 VM, 1 running',
      '      a | running',
      '    web | 1 VM, 1 running',
      '      a | running',
      '    No tag | 1 VM, 1 running',
      '      b | running',
    ]);
  });

  it('shows what a job is doing to a VM, and VMs that are being created', () => {
    const state = hostState(
      [hostVm('a')],
      [
        hostJob(1, ['a'], {
          kind: 'restart',
          status: 'Provisioning',
          finished_at: null,
          vms: [jobVm('a', { vm_id: 'id-a' })],
        }),
        hostJob(2, ['n'], {
          status: 'Provisioning',
          finished_at: null,
          vms: [jobVm('n', { status: 'Provisioning', step: 'disk' }), jobVm('m')],
        }),
      ],
    );
    const model = hosts(state);
    assert.ok(lines(model).includes('    a | restarting'));
    assert.equal(rowOf(model, 'vm/id-a').context, 'vm.own.busy.job');
    assert.ok(lines(model).includes('      n | making the system disk'));
    assert.ok(lines(model).includes('      m | waiting'));
  });

  for (const [state, icon, words] of [
    ['Running', 'vm-running', 'running'],
    ['Off', 'vm-outline', 'off'],
    ['Paused', 'debug-pause', 'paused'],
    ['FastSaved', 'save', 'saved'],
    ['Stopping', 'loading~spin', 'changing'],
    ['RunningCritical', 'error', 'failed'],
  ] as const) {
    it(`has an icon and actions for ${state}`, () => {
      const row = rowOf(hosts(hostState([hostVm('a', { state })])), 'vm/id-a');
      assert.equal(row.icon?.name, icon);
      assert.equal(row.context, `vm.own.${words}.job`);
    });
  }

  it('shows that a VM was changed outside: in words, in colour, and with actions of its own', () => {
    const model = hosts(hostState([hostVm('a', { changed_outside: true, ip_addresses: ['10.0.0.9'] })]));
    const { row } = model.entries.get('vm/id-a') ?? {};
    assert.deepEqual(
      [row?.description, row?.icon, row?.context, row?.spoken],
      [
        'running · changed outside · 10.0.0.9',
        { name: 'vm-running', color: 'list.warningForeground' },
        'vm.own.running.ip.job.changed',
        'VM a, running, changed outside, 10.0.0.9',
      ],
    );
  });

  it('puts adopted VMs together, since no job of ours made them, with nothing of a job on their rows', () => {
    const model = hosts(
      hostState([
        hostVm('web-1'),
        hostVm('dc-01', { job_id: null }),
        hostVm('other', { managed: false, job_id: null }),
      ]),
    );
    assert.deepEqual(lines(model).slice(5, 11), [
      '  Virtual Machines | 3 VMs, 3 running',
      '    web-1 | running',
      '    Adopted | 1 VM, 1 running',
      '      dc-01 | running',
      '    Not created by VMSpec | 1 VM, 1 running',
      '      other | running',
    ]);
    assert.equal(rowOf(model, 'group/').context, 'group');
    assert.equal(rowOf(model, 'vm//id-dc-01').context, 'vm.own.running');
  });

  it('says why a host cannot be reached, with what to do, and keeps what it knew of one that is away', () => {
    const failure = new HostFailure('The certificate has changed.', 'Connect anew.', { passing: false });
    const failed: ConnectionState = { kind: 'failed', failure };
    const why = hosts(null, usual, emptyModel, failed);
    assert.deepEqual(lines(why), [
      'The certificate has changed. Connect anew. | ',
      'Try Again | ',
      'Use Another Host... | ',
    ]);
    assert.equal(why.entries.get('note/again')?.row.command, 'vmspec.reconnect');
    const away: ConnectionState = { kind: 'waiting', attempt: 1, failure };
    assert.match(lines(hosts(hostState([hostVm('a')]), usual, emptyModel, away))[0] ?? '', /not answering/);
    assert.deepEqual(lines(hosts(null, usual, emptyModel, { kind: 'none', reason: '' })), []);
  });

  it('leads to the first VM where there is none', () => {
    const model = hosts(hostState([]));
    assert.equal(model.entries.get('note/none')?.row.command, 'vmspec.provisionVms');
  });

  it('warns of a host that is over, and lists kept disks', () => {
    const [cpu, ...others] = sampleCapacity.resources;
    assert.ok(cpu !== undefined);
    const capacity = {
      ...sampleCapacity,
      resources: [{ ...cpu, over_by: 4, available: 0 }, ...others],
      kept_disks: [{ path: 'C:\\VMs\\old.vhdx', size_mb: 1024, vm_name: 'old', job_id: jobId(7) }],
    };
    const text = lines(hosts(hostState([hostVm('a')], [], { capacity }))).join('\n');
    assert.match(text, /Capacity \| more is promised than there is/);
    assert.match(text, /CPU \(vCPU\) \| 4 more promised than there is/);
    assert.match(text, /old\.vhdx \| 1\.0 GB, of old/);
  });

  it('shows markup in names as it is', () => {
    const name = '<img src=x onerror=alert(1)> $(alert)';
    const text = lines(hosts(hostState([hostVm(name)])));
    assert.ok(text.includes(`    ${name} | running`));
  });
});

describe('every row', () => {
  it('says itself to a screen reader, and has an id of its own', () => {
    const state = hostState(
      [hostVm('a', { tags: ['x', 'y'] }), hostVm('b', { managed: false })],
      [hostJob(1, ['a']), hostJob(2, ['z'], { status: 'Submitted', finished_at: null, vms: [jobVm('z')] })],
    );
    for (const model of [hosts(state, { groupBy: 'tag', showOthers: true }), jobsModel(emptyModel, state)]) {
      for (const [id, { node, row }] of model.entries) {
        assert.equal(node.id, id);
        assert.ok(row.spoken.length > 0 && row.label.length > 0, id);
      }
    }
  });
});
