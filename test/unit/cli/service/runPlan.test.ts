import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from '../../../../server/src/cli/service/decide.ts';
import { layoutOf } from '../../../../server/src/cli/service/layout.ts';
import { installPlan } from '../../../../server/src/cli/service/plan/installPlan.ts';
import { readFacts } from '../../../../server/src/cli/service/readFacts.ts';
import { runPlan, type PlanFailure } from '../../../../server/src/cli/service/runPlan.ts';
import type { InstallOptions } from '../../../../server/src/cli/service/settings.ts';
import type { Action } from '../../../../server/src/cli/service/step.ts';
import { perform } from '../../../../server/src/cli/service/actions/actionTable.ts';
import type { World } from '../../../../server/src/cli/service/world.ts';
import { fakeWindows, type FakeWindows } from '../../../support/service/fakeWindows.ts';
import { samplePackage, writePackage } from '../../../support/service/samplePackage.ts';
import { digestsOf, treeOf } from '../../../support/service/tree.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

const NOW = Date.parse('2026-02-03T04:05:06Z');
const silent = { begun: () => {}, warned: () => {}, undoing: () => {} };

/** A computer: folders, Windows, and a host that is ready as soon as its task is started. */
interface Computer {
  readonly root: string;
  readonly windows: FakeWindows;
  readonly host: { version: string | null };
  /** Actions of the last plan. */
  readonly counted: { actions: number };
  /** Done when a host is started. */
  readonly spoil: { before: () => void };
  install(version: string, options?: InstallOptions, failAt?: number): Promise<PlanFailure | null>;
  /** Everything that a person could find. */
  state(): unknown;
  remove(): void;
}

function computer(): Computer {
  const folder = temporaryFolder();
  const root = folder.path;
  const host: { version: string | null } = { version: null };
  const counted = { actions: 0 };
  const spoil = { before: (): void => {} };
  const database = join(root, 'data', 'vmspec.db');
  const windows = fakeWindows({
    start: ({ exe }) => {
      spoil.before();
      host.version = /(\d+\.\d+\.\d+)/.exec(exe)?.[1] ?? null;
      writeFileSync(database, `records of ${String(host.version)}`);
      writeFileSync(join(root, 'data', 'token'), 'secret');
    },
    end: () => {
      host.version = null;
    },
  });
  const door = {
    runs: () => host.version !== null,
    askToStop: async () => {
      host.version = null;
      return true;
    },
    readyVersion: async () => host.version,
  };
  const layout = layoutOf({}, join(root, 'program'), join(root, 'data'));
  return {
    root,
    windows,
    host,
    counted,
    spoil,
    install: async (version, options = {}, failAt) => {
      const source = join(root, `package-${version}`);
      writePackage(source, samplePackage(version));
      const facts = readFacts(layout, source);
      const decision = decide(options, facts, layout);
      const steps = installPlan({ layout, facts, decision, drainSeconds: 5, now: NOW });
      counted.actions = 0;
      const world: World = {
        run: (command) => windows.run(command),
        door,
        now: () => NOW,
        sleep: async () => {},
        interrupted: () => false,
        tell: () => {},
        kept: new Map(),
      };
      // The action at this place does its work and fails then, which is the worst that it can do.
      const failing = steps.map((step) => ({
        ...step,
        acts: step.acts.flatMap((action): Action[] => {
          counted.actions += 1;
          return counted.actions === failAt ? [action, broken] : [action];
        }),
      }));
      return runPlan(failing, world, silent);
    },
    state: () => ({
      program: digestsOf(join(root, 'program')),
      data: digestsOf(join(root, 'data')),
      tasks: [...windows.tasks.values()].map(({ exe, args, enabled }) => ({ exe, args, enabled })),
      rules: [...windows.rules],
      host: host.version,
    }),
    remove: () => folder.remove(),
  };
}

const broken: Action = {
  kind: 'run',
  exe: 'C:\\Windows\\System32\\schtasks.exe',
  args: ['/Query', '/TN', 'Nothing'],
};

describe('a plan that is carried out', () => {
  const open: Computer[] = [];
  const make = (): Computer => {
    const one = computer();
    open.push(one);
    return one;
  };
  afterEach(() => {
    for (const one of open.splice(0)) one.remove();
  });

  it('installs: program, protected data, configuration, task, rule, record; and the host is ready', async () => {
    const one = make();
    assert.equal(await one.install('1.0.0', { bind: '0.0.0.0', operator: ['S-1-5-21-1-2-3-4'] }), null);
    const data = treeOf(join(one.root, 'data'));
    const program = treeOf(join(one.root, 'program'));
    assert.match(data['tls/cert.pem'] ?? '', /BEGIN CERTIFICATE/);
    assert.match(data['config.json'] ?? '', /"bind": "0\.0\.0\.0"/);
    assert.equal(program['1.0.0/node.exe'], 'node of 1.0.0');
    assert.match(program['installed.json'] ?? '', /"version": "1\.0\.0"/);
    assert.deepEqual([...one.windows.tasks.keys()], ['VMSpec']);
    assert.ok(one.windows.rules.get('VMSpec-Host')?.includes('Private'));
    assert.equal(one.host.version, '1.0.0');
    const protectedAt = one.windows.commands.findIndex((line) =>
      /Protect-Folder\.ps1.*data -Sddl/.test(line),
    );
    const registeredAt = one.windows.commands.findIndex((line) => line.includes('/Create'));
    assert.ok(protectedAt >= 0 && protectedAt < registeredAt);
  });

  /** Fails an installation at every one of its actions in turn; nothing but the state before may be seen after it. */
  async function failEverywhere(
    prepare: (one: Computer) => Promise<unknown>,
    version: string,
    options: InstallOptions,
  ): Promise<void> {
    const complete = make();
    await prepare(complete);
    assert.equal(await complete.install(version, options), null);
    const { actions } = complete.counted;
    assert.ok(actions > 15, String(actions));
    const survived: number[] = [];
    for (let failAt = 1; failAt <= actions; failAt += 1) {
      const one = make();
      await prepare(one);
      const before = one.state();
      const failure = await one.install(version, options, failAt);
      if (failure === null) survived.push(failAt);
      else {
        assert.deepEqual(failure.left, [], failure.step.title);
        assert.deepEqual(one.state(), before, `${failure.step.title}, action ${String(failAt)}`);
      }
    }
    // The two actions of the last step, which only tidies up.
    assert.deepEqual(survived, [actions - 1, actions]);
  }

  it('leaves nothing behind when any action of a fresh installation fails', async function () {
    this.timeout(30_000);
    await failEverywhere(async () => {}, '1.0.0', { bind: '0.0.0.0', operator: ['S-1-5-21-1-2-3-4'] });
  });

  it('goes back to the version before, with its database, when any action of an upgrade fails', async function () {
    this.timeout(30_000);
    const before = (one: Computer): Promise<unknown> => one.install('1.0.0', { bind: '0.0.0.0' });
    await failEverywhere(before, '1.1.0', {
      port: 4500,
      operator: ['S-1-5-21-9-9-9-9'],
      firewallProfile: 'domain',
    });
  });

  it('goes back to the files before when the same version is installed anew and fails', async function () {
    this.timeout(30_000);
    await failEverywhere((one) => one.install('1.0.0'), '1.0.0', { port: 4600, bind: '0.0.0.0' });
  });

  it('keeps the last two versions and the last two copies of the database', async () => {
    const one = make();
    for (const version of ['1.0.0', '1.1.0', '1.2.0', '1.10.0'])
      assert.equal(await one.install(version), null);
    const program = Object.keys(treeOf(join(one.root, 'program'))).filter((path) => /^[\d.]+$/.test(path));
    assert.deepEqual(program.sort(), ['1.10.0', '1.2.0']);
    const copies = Object.keys(treeOf(join(one.root, 'data', 'backups'))).filter(
      (path) => !path.includes('/'),
    );
    assert.equal(copies.length, 2);
    assert.match(copies.sort().at(-1) ?? '', /^20260203T040506Z-1\.2\.0$/);
  });

  it('undoes as much as it can, and says what is left', async () => {
    const one = make();
    const layout = layoutOf({}, join(one.root, 'program'), join(one.root, 'data'));
    const made = join(one.root, 'data', 'made');
    const world: World = {
      run: (command) => one.windows.run(command),
      door: { runs: () => false, askToStop: async () => true, readyVersion: async () => null },
      now: () => NOW,
      sleep: async () => {},
      interrupted: () => false,
      tell: () => {},
      kept: new Map(),
    };
    const failure = await runPlan(
      [
        {
          title: 'one',
          why: '',
          acts: [{ kind: 'make-folder', path: made }],
          undo: [broken, { kind: 'unmake-folder', path: made }],
        },
        { title: 'two', why: '', acts: [broken], undo: [] },
      ],
      world,
      silent,
    );
    assert.equal(failure?.step.title, 'two');
    assert.equal(failure.left.length, 1);
    assert.match(failure.left[0] ?? '', /schtasks\.exe \/Query/);
    assert.deepEqual(treeOf(made), {});
    assert.ok(layout.record.length > 0);
  });

  it('leaves a host stopped whose database could not be brought back', async () => {
    const one = make();
    assert.equal(await one.install('1.0.0'), null);
    // Nothing can be copied onto a folder: the copy cannot come back when the new version has failed.
    one.spoil.before = () => {
      mkdirSync(join(one.root, 'data', 'vmspec.db.coming'), { recursive: true });
    };
    const complete = make();
    await complete.install('1.0.0');
    await complete.install('1.1.0');
    const failure = await one.install('1.1.0', {}, complete.counted.actions - 2);
    assert.match(failure?.left.join('\n') ?? '', /copy the database in .*\n.*the host stays stopped/);
    assert.equal(one.host.version, null);
    assert.equal(one.windows.tasks.get('VMSpec')?.enabled, false);
    assert.equal(
      treeOf(join(one.root, 'data'))['backups/20260203T040506Z-1.0.0/vmspec.db'],
      'records of 1.0.0',
    );
  });

  it('stops at Ctrl-C between two actions and takes everything back', async () => {
    const one = make();
    const path = join(one.root, 'file');
    const world: World = {
      run: (command) => one.windows.run(command),
      door: { runs: () => false, askToStop: async () => true, readyVersion: async () => null },
      now: () => NOW,
      sleep: async () => {},
      interrupted: () => world.kept.size > 0,
      tell: () => {},
      kept: new Map(),
    };
    const write: Action = { kind: 'write', path, text: 'text' };
    const failure = await runPlan(
      [{ title: 'one', why: '', acts: [write, write], undo: [{ kind: 'put-back', paths: [path] }] }],
      world,
      silent,
    );
    assert.match(String(failure?.error), /Interrupted/);
    assert.equal(treeOf(one.root)['file'], undefined);
    mkdirSync(join(one.root, 'still-usable'));
    await perform(write, { ...world, interrupted: () => false });
  });
});
