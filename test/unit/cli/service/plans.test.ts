import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPlan } from '../../../../server/src/cli/service/renderPlan.ts';
import type { Action, Step } from '../../../../server/src/cli/service/step.ts';
import { samplePlans } from '../../../support/service/samplePlans.ts';

const fixtures = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'service');
/** Set to write the texts anew after a plan was changed; the difference is then to be read line by line. */
const writing = process.env['VMSPEC_WRITE_PLANS'] === '1';

function actions(steps: readonly Step[]): readonly Action[] {
  return steps.flatMap(({ acts }) => acts);
}

function place(steps: readonly Step[], what: (action: Action) => boolean): number {
  const at = actions(steps).findIndex(what);
  assert.ok(at >= 0, 'the plan has such an action');
  return at;
}

const isRun =
  (program: string, ...words: readonly string[]) =>
  (action: Action): boolean =>
    action.kind === 'run' &&
    action.exe.endsWith(program) &&
    words.every((word) => action.args.includes(word));

describe('the plans of a service', () => {
  for (const [name, plan] of Object.entries(samplePlans)) {
    it(`${name}: every command is the one that was reviewed`, () => {
      const path = join(fixtures, `${name}.txt`);
      const text = `${renderPlan(plan()).replaceAll('\r', '')}\n`;
      if (writing) writeFileSync(path, text);
      assert.equal(text, readFileSync(path, 'utf8'));
    });
  }

  it('protect the data folder before anything secret is in it', () => {
    for (const plan of [samplePlans['install-remote'], samplePlans['install-given-certificate']]) {
      const steps = plan?.() ?? [];
      const icacls = place(steps, isRun('icacls.exe', 'C:\\ProgramData\\VMSpec', '/inheritance:r'));
      const secret = place(steps, ({ kind }) => kind === 'make-certificate' || kind === 'copy-certificate');
      const start = place(steps, isRun('schtasks.exe', '/Run'));
      assert.ok(icacls < secret && secret < start);
    }
  });

  it('name groups by SID only', () => {
    const granted = Object.values(samplePlans)
      .flatMap((plan) => actions(plan()))
      .flatMap((action) => (action.kind === 'run' && action.exe.endsWith('icacls.exe') ? action.args : []))
      .filter((word) => /:\(|^\*/.test(word));
    assert.ok(granted.length > 10);
    for (const word of granted) assert.match(word, /^(?:\*S-1-|EXAMPLE\\vmspec\$:)/);
  });

  it('stop the host before its database is copied, and copy it before the new version starts', () => {
    const steps = samplePlans['upgrade']?.() ?? [];
    const gone = place(steps, ({ kind }) => kind === 'wait-gone');
    const copy = place(steps, ({ kind }) => kind === 'back-up');
    const start = place(steps, isRun('schtasks.exe', '/Run'));
    assert.ok(gone < copy && copy < start);
  });

  it('open no port for a host that only this computer reaches', () => {
    assert.ok(!renderPlan(samplePlans['install']?.() ?? []).includes('Set-FirewallRule'));
  });

  it('remove only folders of their own', () => {
    for (const name of ['uninstall', 'uninstall-purge']) {
      const removed = actions(samplePlans[name]?.() ?? []).flatMap((action) =>
        action.kind === 'remove' ? [action.path] : [],
      );
      const purged = name === 'uninstall-purge' ? ['C:\\ProgramData\\VMSpec'] : [];
      assert.deepEqual(removed, ['C:\\Program Files\\VMSpec', ...purged]);
    }
  });
});
