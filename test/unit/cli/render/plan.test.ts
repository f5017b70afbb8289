import assert from 'node:assert/strict';
import { renderEvent } from '../../../../server/src/cli/render/event.ts';
import { renderPlan } from '../../../../server/src/cli/render/plan.ts';
import { renderUnplaced } from '../../../../server/src/cli/render/problems.ts';
import { plain } from '../../../../server/src/cli/render/style.ts';
import type { Plan, PlannedVm } from '#schemas/generated/types.ts';

const planned: PlannedVm = {
  vm_name: 'web-01',
  cpu_cores: 16,
  ram_startup_mb: 2048,
  ram_min_mb: 1024,
  ram_max_mb: 4096,
  disk_template_path: 'C:\\Templates\\u.vhdx',
  network_adapter_name: 'External_Switch',
  generation: 2,
  notes: '',
  tags: [],
  start: true,
  volume: 'C:\\',
  automatic_start_action: 'nothing',
  automatic_stop_action: 'shut_down',
  secure_boot: { enabled: true, template: 'MicrosoftWindows' },
  tpm: false,
  nested_virtualization: false,
  checkpoint_type: 'production_only',
  disk: { mode: 'differencing', size_gb: 40 },
  data_disks: [{ size_gb: 10, type: 'dynamic', volume: 'C:\\' }],
  network_adapters: [{ switch: 'External_Switch', vlan_id: null, mac_address: null, mac_spoofing: false }],
  dvd_path: null,
};
const problem = {
  code: 'capacity_exceeded',
  pointer: '',
  parameter: 'document',
  message: 'CPU requested 16.',
};
const plan: Plan = {
  fits: false,
  simulated: true,
  vms: [planned],
  resources: [
    {
      resource: 'cpu',
      unit: 'cores',
      total: 8,
      available_before: 8,
      requested: 16,
      available_after: -8,
      fits: false,
    },
    {
      resource: 'ram',
      unit: 'MB',
      total: 65536,
      available_before: 8192,
      requested: 4096,
      available_after: 4096,
      fits: true,
    },
  ],
  problems: [problem],
  drift: [],
  warnings: [{ ...problem, code: 'nested_memory_small', message: 'Small.' }],
  at: '2026-01-31T12:00:00Z',
};

describe('a plan', () => {
  it('tells what the inside of VMs is set up as, where any is', () => {
    const guest = {
      ...{ system: 'linux' as const, hostname: 'web-01', admin_user: 'ops', ssh_authorized_keys: [] },
      ...{ ip_address: '10.0.0.5/24', gateway: null, dns: [] },
    };
    const other = { ...guest, admin_user: null, ip_address: null };
    const vms = [planned, { ...planned, guest }, { ...planned, guest: other }];
    const lines = renderPlan({ ...plan, vms }, () => '', plain).split('\n');
    const column = lines.findIndex((line) => /^VM .* Guest *$/.test(line));
    assert.ok(column >= 0);
    const cells = lines.slice(column + 1).map((line) => line.slice(lines[column]?.indexOf('Guest')).trim());
    assert.ok(
      ['-', 'ops@web-01, 10.0.0.5/24', 'web-01, DHCP'].every((cell) => cells.includes(cell)),
      cells.join(),
    );
    assert.doesNotMatch(
      renderPlan(plan, () => '', plain),
      /Guest/,
    );
  });

  it('shows the VMs, each resource before and after, what is wrong and the verdict', () => {
    assert.equal(
      renderPlan(plan, (one, severity) => renderUnplaced({ ...one, severity }, plain), plain),
      [
        'VM      vCPU  RAM         Disks          On   Virtual switch   Template',
        'web-01    16  2.0-4.0 GB  40 GB + 10 GB  C:\\  External_Switch  u.vhdx',
        '',
        'Resource            Free now            Needed         Free then',
        'CPU (vCPU)                 8                16         8 too few',
        'RAM         8.0 GB (8192 MB)  4.0 GB (4096 MB)  4.0 GB (4096 MB)',
        '',
        'error: CPU requested 16. [capacity_exceeded]',
        'warning: Small. [nested_memory_small]',
        'The host would refuse it; nothing is created.',
      ].join('\n'),
    );
  });

  it('that fits says how many VMs would be created', () => {
    const text = renderPlan({ ...plan, fits: true, problems: [], warnings: [] }, () => '', plain);
    assert.match(text, /It fits: 1 VM would be created\.$/);
  });
});

describe('an event', () => {
  it('is one line: when, what, which VM and job, and its facts', () => {
    const line = renderEvent(
      {
        seq: 7,
        at: '2026-01-31T12:00:05.123Z',
        type: 'vm_step',
        vm_name: 'web-01',
        job_id: 'job-1',
        data: {
          n: 0,
          vm: { vm_name: 'web-01', status: 'Provisioning', step: 'disk', progress: 0.5, error: null },
        },
      },
      plain,
    );
    assert.equal(
      line,
      '2026-01-31 12:00:05Z  vm step  web-01  job job-1  status Provisioning, making the system disk',
    );
  });
});
