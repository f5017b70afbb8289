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

const isProtected =
  (path: string) =>
  (action: Action): boolean =>
    action.kind === 'protect-folder' && action.path === path;

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
      const icacls = place(steps, isProtected('C:\\ProgramData\\VMSpec'));
      const secret = place(steps, ({ kind }) => kind === 'make-certificate' || kind === 'copy-certificate');
      const start = place(steps, isRun('schtasks.exe', '/Run'));
      assert.ok(icacls < secret && secret < start);
    }
  });

  it('give folders to SYSTEM and administrators, cut off from what is above; users may read the program', () => {
    const rights = Object.values(samplePlans)
      .flatMap((plan) => actions(plan()))
      .flatMap((action) =>
        action.kind === 'protect-folder'
          ? [[action.path, action.command.args[action.command.args.indexOf('-Sddl') + 1]]]
          : [],
      );
    const own = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';
    const expected = [
      ['C:\\Program Files\\VMSpec', `${own}(A;OICI;0x1200a9;;;BU)`],
      ['C:\\ProgramData\\VMSpec', own],
    ];
    assert.deepEqual(rights, Array.from({ length: 5 }, () => expected).flat());
  });

  it('look whose the folders are before anything is changed', () => {
    const steps = samplePlans['install']?.() ?? [];
    assert.deepEqual(
      actions(steps.slice(0, 2)).map(({ kind }) => kind),
      ['check-rights', 'check-scripts'],
    );
  });

  it('put a version in its place when the host has ended', () => {
    const steps = samplePlans['close-again']?.() ?? [];
    const gone = place(steps, ({ kind }) => kind === 'wait-gone');
    assert.ok(place(steps, ({ kind }) => kind === 'place-program') < gone);
    assert.ok(gone < place(steps, ({ kind }) => kind === 'swap-program'));
  });

  it('take the task out of service before they end the new version', () => {
    for (const name of ['install', 'upgrade']) {
      const start = samplePlans[name]?.().find(({ title }) => title === 'Start the host');
      const words = start?.undo.map((action) =>
        action.kind === 'run' ? action.args.join(' ') : action.kind,
      );
      assert.deepEqual(words, ['/Change /TN VMSpec /DISABLE', '/End /TN VMSpec', 'wait-gone']);
    }
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
      const removed = actions(samplePlans[name]?.() ?? []).flatMap((action) => {
        if (action.kind === 'remove') return [action.path];
        return action.kind === 'remove-program' || action.kind === 'remove-data'
          ? [`known in ${action.folder}`]
          : [];
      });
      const purged = name === 'uninstall-purge' ? ['known in C:\\ProgramData\\VMSpec'] : [];
      assert.deepEqual(removed, ['known in C:\\Program Files\\VMSpec', ...purged]);
    }
  });
});
