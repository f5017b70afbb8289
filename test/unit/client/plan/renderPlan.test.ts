import assert from 'node:assert/strict';
import { renderPlan } from '../../../../client/src/plan/renderPlan.ts';
import { confirmation } from '../../../../client/src/provision/confirmation.ts';
import type { Plan } from '#schemas/generated/types.ts';
import { hostView } from '../../../support/wireSamples.ts';
import { plannedVm } from '../../../support/plannedVm.ts';

const plan: Plan = {
  fits: true,
  simulated: false,
  vms: [plannedVm('web-01'), plannedVm('web-02')],
  resources: [
    {
      resource: 'cpu',
      unit: 'cores',
      total: 16,
      available_before: 12,
      requested: 4,
      available_after: 8,
      fits: true,
    },
    {
      resource: 'storage',
      volume: 'D:\\',
      unit: 'MB',
      total: 1024,
      available_before: 1024,
      requested: 0,
      available_after: 1024,
      fits: true,
    },
  ],
  problems: [],
  drift: [],
  warnings: [],
  at: '2026-01-31T12:00:00.000Z',
};
const subject = { file: 'lab.vmspec.json', host: 'hv01' };

describe('a plan as a page', () => {
  it('says what would be created, and what room is left', () => {
    const page = renderPlan(plan, subject);
    assert.match(page, /^# Plan: lab\.vmspec\.json on hv01$/m);
    assert.match(page, /^\*\*It fits:\*\* 2 VMs would be created\.$/m);
    assert.match(page, /^\| CPU \(vCPU\) \| 12 \| 4 \| 8 \|$/m);
    assert.match(page, /^\| web-01 \| 2 \| 1\.0-4\.0 GB \| 40 GB \+ 10 GB \|/m);
    assert.doesNotMatch(page, /Practice/);
  });

  it('says where VMs that are there are not as the spec says', () => {
    const drift = [{ vm_name: 'web-01', member: 'cpu_cores', planned: '2', actual: '4' }];
    const page = renderPlan({ ...plan, drift }, subject);
    assert.match(page, /^## What is different on the host$/m);
    assert.match(page, /^\| web-01 \| cpu\\_cores \| 2 \| 4 \|$/m);
    assert.match(page, /Show Difference with Host/);
    assert.doesNotMatch(renderPlan(plan, subject), /differen/i);
  });

  it('says why not, and where', () => {
    const problem = {
      code: 'unknown_network',
      pointer: '/provisioning_request/vms/1/network_adapter_name',
      parameter: 'network_adapter_name',
      message: 'There is no virtual switch "Lan".',
    };
    const page = renderPlan({ ...plan, fits: false, problems: [problem] }, subject);
    assert.match(page, /The host would refuse it/);
    assert.match(page, /^- There is no virtual switch "Lan"\. \(VM 2, network\\_adapter\\_name\)$/m);
  });

  it('shows names as they are, whatever they hold', () => {
    const name = 'a|b`c<script>[x](y)*_\n# z';
    const page = renderPlan({ ...plan, vms: [plannedVm(name)] }, subject);
    assert.ok(page.includes('| a\\|b\\`c\\<script\\>\\[x\\](y)\\*\\_ \\# z |'), page);
  });
});

describe('the question before VMs are created', () => {
  it('names host, VMs and sizes, and what they take of what is free', () => {
    const { question, detail, button } = confirmation(plan, hostView());
    assert.equal(question, 'Create 2 VMs on hv01?');
    assert.equal(button, 'Create 2 VMs');
    assert.deepEqual(detail.split('\n'), [
      'web-01: 2 vCPU, 1.0-4.0 GB RAM, 40 GB + 10 GB',
      'web-02: 2 vCPU, 1.0-4.0 GB RAM, 40 GB + 10 GB',
      '',
      'CPU (vCPU): needs 4 of 12 free',
    ]);
  });

  it('says that a practice host creates nothing, and counts what it does not name', () => {
    const vms = Array.from({ length: 12 }, (_, index) => plannedVm(`vm-${String(index)}`));
    const { detail } = confirmation({ ...plan, vms }, hostView({ simulated: true }));
    assert.match(detail, /^Practice host: nothing is created\./);
    assert.match(detail, /^and 2 more$/m);
  });
});
