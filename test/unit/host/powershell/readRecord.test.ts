import assert from 'node:assert/strict';
import * as validators from '#schemas/generated/validators.js';
import { readRecord } from '../../../../server/src/host/powershell/readRecord.ts';

const ensured = { acted: true, output: { vm_id: 'a' } };
const page = (type: string): unknown => ({
  stamp: 'a',
  inventory: {
    host: {
      computer_name: 'HV',
      hyperv_version: '10.0',
      logical_processors: 4,
      memory_mb: 8192,
      memory_available_mb: 4096,
      default_vm_path: 'C:\\VMs',
      default_disk_path: 'C:\\VMs',
    },
    volumes: [],
    switches: [{ name: 'Lab', type, vlan_id: null }],
    templates: [],
    vms: [],
    own_files: [],
  },
});

describe('records of PowerShell', () => {
  it('are taken as they are when they fit', () => {
    assert.deepEqual(readRecord(validators.PowerShellEnsured, ensured, true), { ok: true, value: ensured });
  });

  it('lose what a newer Windows tells beside, but not where a test looks', () => {
    const more = { ...ensured, output: { vm_id: 'a', label: 'System' }, numa: 2 };
    assert.equal(readRecord(validators.PowerShellEnsured, structuredClone(more), true).ok, false);
    assert.deepEqual(readRecord(validators.PowerShellEnsured, more, false), { ok: true, value: ensured });
  });

  it('take a word that is not known for the nearest that is safe', () => {
    const reading = readRecord(validators.PowerShellInventory, page('NAT'), false);
    assert.ok(reading.ok);
    assert.equal(reading.value.inventory?.switches[0]?.type, 'Internal');
    assert.equal(readRecord(validators.PowerShellInventory, page('NAT'), true).ok, false);
  });

  for (const bad of [null, 'text', [], { acted: 'yes', output: {} }, { output: {} }]) {
    it(`refuse ${JSON.stringify(bad)} and say where`, () => {
      const reading = readRecord(validators.PowerShellEnsured, bad, false);
      assert.ok(!reading.ok);
      assert.match(reading.reason, /^(?:the answer|\/\w+): (?:type|required) /);
    });
  }
});
