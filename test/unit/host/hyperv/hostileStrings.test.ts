import assert from 'node:assert/strict';
import type { StepKind } from '#core/steps.ts';
import { doctorOperation, inventoryOperation } from '../../../../server/src/host/hyperv/operations/reads.ts';
import {
  ensureOperation,
  probeOperation,
  restartOperation,
} from '../../../../server/src/host/hyperv/operations/steps.ts';
import { operationLine } from '../../../../server/src/host/powershell/commandLines.ts';
import { measured } from '../../../support/goals/measured.ts';
import { amount } from '../../../support/goals/scale.ts';
import { fakeCall, fakeShells } from '../../../support/powershell/fakeShells.ts';
import { skipTest } from '../../../support/skipTest.ts';
import { hostileStrings } from '../../../support/powershell/hostileStrings.ts';
import { patience } from '../../../support/provisionVm.ts';
import { vmPlan } from '../../../support/vmPlan.ts';
import { sampleInventory } from '../../core/sampleInventory.ts';

const places = { root: 'C:\\VMs', data_root: 'D:\\VMs', switch: 'Lab' };

/** The parameters of every operation of our module, with one text in every text of them. */
function everyOperation(text: string): readonly { readonly operation: string; readonly params: object }[] {
  const [template] = sampleInventory().templates;
  const plan = vmPlan({ ...places, template: template?.path ?? '' }, sampleInventory(), {
    name: 'a',
    owner: 'b',
  });
  const drives = { ...plan.storage, dvd_path: 'C:\\a.iso' };
  const whole = { ...plan, storage: drives, verify: { ...plan.verify, dvd_path: 'C:\\a.iso' } };
  const steps = Object.keys(whole) as StepKind[];
  const folders = { template_roots: ['C:\\a', 'C:\\b'], vm_folders: ['D:\\a'] };
  return [
    ...steps.map((step) => ensureOperation(step, whole[step], { vm_folders: ['D:\\a'] })),
    ...steps.map((step) => probeOperation(step, whole[step])),
    inventoryOperation(folders, 'stamp', null),
    inventoryOperation(folders, null, 'stamp:1'),
    doctorOperation(folders),
    restartOperation('a'),
  ].map(({ operation, params }) => ({ operation, params: withText(params, text) as object }));
}

function withText(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => withText(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withText(item, text)]));
}

describe('S2: hostile text in any parameter of any operation', function () {
  this.timeout(60_000);
  const strings = hostileStrings(amount(500, 10_000), 'calc');
  const LINE = /^(Invoke-VMSpecOperation -Name [a-z_]+ -Data )([A-Za-z0-9+/]+={0,2})$/;

  it('S2: changes the base64 of the line and nothing else', () => {
    const plain = everyOperation('plain').map(({ operation, params }) => operationLine(operation, params));
    const heads = plain.map((line) => LINE.exec(line)?.[1]);
    assert.ok(!heads.includes(undefined));
    assert.ok(new Set(heads).size > 20, 'every operation');
    for (const text of strings) {
      const lines = everyOperation(text).map(({ operation, params }) => operationLine(operation, params));
      assert.deepEqual(
        lines.map((line) => LINE.exec(line)?.[1]),
        heads,
      );
    }
    const tried = `${String(strings.length)} strings in every text of ${String(heads.length)} operations`;
    measured({ goal: 'S2', tried, result: '0 lines differ outside the data', reached: true });
  });

  it('arrives as it was', () => {
    const [disk] = everyOperation('').filter(({ operation }) => operation === 'ensure_disk');
    assert.ok(disk !== undefined);
    for (const text of strings) {
      const params = withText(disk.params, text) as object;
      const data = LINE.exec(operationLine('ensure_disk', params))?.[2] ?? '';
      assert.deepEqual(JSON.parse(Buffer.from(data, 'base64').toString('utf8')), params);
    }
  });

  it('S2: reaches a process in one line, and never its arguments', async function () {
    if (process.platform === 'win32') skipTest(this, 'the program that stands in for PowerShell is a script');
    const opened = fakeShells({ count: 1 });
    const { shells, lines } = opened;
    try {
      for (const text of strings) {
        const result = await shells.call(fakeCall('well', { text }), patience());
        assert.ok(result.outcome === 'answered', JSON.stringify(result).slice(0, 300));
        assert.ok(result.answer.ok);
        assert.deepEqual(result.answer.result, { fake: 'well', text });
      }
      const starts = new Set(lines().filter((line) => line.startsWith('start ')));
      assert.deepEqual(
        [...starts],
        ['start ["-NoLogo","-NoProfile","-NonInteractive","-NoExit","-Command","-"]'],
      );
      const asked = lines().filter((line) => line.includes('Invoke-VMSpecOperation'));
      assert.equal(asked.length, strings.length);
      for (const line of asked) assert.match(line, LINE);
    } finally {
      await opened.close();
    }
  });
});
