import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TemplateFacts } from '#core/inventory.ts';
import { admitVms } from '../../../../server/src/host/services/admitVms.ts';
import { hostView, oursIn } from '../../../../server/src/host/services/hostView.ts';
import type { Outcome } from '../../../../server/src/host/refusal.ts';
import { samplePlan } from '../../core/samplePlan.ts';
import { sampleInventory, sampleTemplate, sampleVmFacts } from '../../core/sampleInventory.ts';
import { openSystem, type System } from './model/system.ts';

describe('admission of VMs', () => {
  const state: { system: System | null } = { system: null };
  beforeEach(() => {
    state.system = openSystem();
  });
  afterEach(() => {
    state.system?.close();
  });

  /** Asks for VMs of these names on a host with these VMs of others and templates. */
  const admit = (
    names: readonly string[],
    { others = [], templates }: { others?: readonly string[]; templates?: readonly TemplateFacts[] } = {},
    job_id = 'job-1',
  ): Outcome<number[]> => {
    const { system } = state;
    assert.ok(system !== null);
    const context = system.context();
    const inventory = { ...sampleInventory(templates), vms: others.map(sampleVmFacts) };
    const view = hostView(inventory, '2026-01-01T00:00:00.000Z', oursIn(context.store), context.policy);
    const candidates = names.map((vm_name, n) => ({
      n,
      vm: samplePlan({ vm_name }),
    }));
    const request = { job_id, attempt: 1, created_at: '2026-01-01T00:00:00.000Z', candidates };
    return context.store.transact(() => admitVms(context, view, request));
  };
  const refusalOf = (outcome: Outcome<unknown>): unknown[] => {
    assert.ok(!outcome.ok);
    const { code, vm_name, message } = outcome.refusal;
    return [code, vm_name, message];
  };
  const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `vm-${index}`);
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

  it('answers a row for each VM in the order asked for', () => {
    const outcome = admit(['b', 'a']);
    assert.ok(outcome.ok);
    const rows = outcome.value.map((id) => state.system?.store().managed.get(id)?.vm_name);
    assert.deepEqual(rows, ['b', 'a']);
  });

  it('names the one name that a VM of others has, as it was asked for', () => {
    assert.deepEqual(refusalOf(admit(['free', 'DC-01'], { others: ['dc-01'] })), [
      'name_in_use',
      'DC-01',
      'A VM named "DC-01" exists on this host or is being created.',
    ]);
  });

  it('names every name that is taken, by VMs of others and by those that are being created', () => {
    assert.ok(admit(['web', 'db']).ok);
    assert.deepEqual(refusalOf(admit(['Web', 'free', 'dc-01', 'DB'], { others: ['dc-01'] }, 'job-2')), [
      'name_in_use',
      'Web',
      'VMs named "Web", "dc-01", "DB" exist on this host or are being created.',
    ]);
  });

  it('names ten that are taken, and counts the rest', () => {
    const told = (count: number): unknown => refusalOf(admit(named(count), { others: named(count) }))[2];
    assert.equal(told(10), `VMs named ${quoted(named(10))} exist on this host or are being created.`);
    assert.equal(
      told(12),
      `VMs named ${quoted(named(10))} and 2 more exist on this host or are being created.`,
    );
  });

  it('refuses a name that is asked for twice, though nobody had it before', () => {
    assert.deepEqual(refusalOf(admit(['a', 'A'])), [
      'name_in_use',
      'A',
      'A VM named "A" exists on this host or is being created.',
    ]);
  });

  it('records the template as it is now, whatever the case of its path', () => {
    const other = sampleTemplate({ path: 'C:\\Templates\\other.vhdx', disk_id: 'other', size_mb: 1 });
    const own = sampleTemplate({ path: 'c:\\templates\\UBUNTU-24.04.vhdx', disk_id: 'own', size_mb: 2 });
    const outcome = admit(['a'], { templates: [other, own] });
    assert.ok(outcome.ok);
    const row = state.system?.store().managed.get(outcome.value[0] ?? 0);
    assert.deepEqual(row?.blueprint.template, {
      path: 'C:\\Templates\\ubuntu-24.04.vhdx',
      disk_id: 'own',
      size_mb: 2,
      content_stamp: null,
    });
  });

  it('does not fail for a template that went away since: the job will tell', () => {
    const outcome = admit(['a'], { templates: [] });
    assert.ok(outcome.ok);
    const row = state.system?.store().managed.get(outcome.value[0] ?? 0);
    assert.deepEqual([row?.blueprint.template.disk_id, row?.blueprint.template.size_mb], ['', 0]);
  });
});
