import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds } from '../../../client/src/commands/commandIds.ts';
import { specSelector } from '../../../client/src/language/selector.ts';
import { contextKeys } from '../../../client/src/contextKeys.ts';
import { notificationKinds, SECTION, settingKeys } from '../../../client/src/settings/settings.ts';
import { renderProblem } from '../../../server/src/cli/render/problems.ts';
import { plain } from '../../../server/src/cli/render/style.ts';
import { vmRow } from '../../../client/src/views/hosts/vmRow.ts';
import { hostVm } from '../../support/hostSamples.ts';

interface Setting {
  readonly scope?: string;
  readonly type: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages: readonly [
      { readonly id: string; readonly configuration: string; readonly icon: object },
    ];
    readonly grammars: readonly [{ readonly path: string; readonly scopeName: string }];
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly menus: Readonly<
      Record<
        'commandPalette' | 'file/newFile' | 'view/item/context',
        readonly { readonly command: string; readonly when?: string }[]
      >
    >;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly problemMatchers: readonly [
      { readonly pattern: Readonly<Record<string, string | number>> & { readonly regexp: string } },
    ];
  };
}

const root = join(import.meta.dirname, '..', '..', '..');
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const words = JSON.parse(text('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const settings = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
) as Readonly<Record<string, Setting>>;

describe('the manifest of the extension', () => {
  it('declares the commands that there are', () => {
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(declared.toSorted(), commandIds.toSorted());
    for (const { command } of contributes.menus.commandPalette)
      assert.ok(declared.includes(command), command);
  });

  it('declares the settings that are read, each with a default and a description', () => {
    const read = Object.values(settingKeys).map((key) => `${SECTION}.${key}`);
    assert.deepEqual(Object.keys(settings).sort(), read.sort());
    assert.deepEqual(settings[`${SECTION}.${settingKeys.notifications}`]?.enum, notificationKinds);
    for (const [key, { default: value, markdownDescription }] of Object.entries(settings)) {
      assert.notEqual(value, undefined, key);
      assert.notEqual(markdownDescription, undefined, key);
    }
  });

  it('T47: lets no workspace name a host', () => {
    const ofHost = Object.keys(settings).filter((key) => /^vmspec\.hosts?(\.|$)/.test(key));
    const byPersonOnly = Object.keys(settings).filter((key) => settings[key]?.scope === 'application');
    assert.ok(ofHost.length > 0);
    assert.deepEqual(byPersonOnly, ofHost);
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      ofHost.sort(),
    );
  });

  it('has words for what it names, and no others', () => {
    const named = Array.from(text('package.json').matchAll(/"%([^%"]+)%"/g), ([, key]) => key);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(words).sort());
  });

  it('names files that are there, and the language that is served', () => {
    const [language] = contributes.languages;
    const [grammar] = contributes.grammars;
    assert.equal(language.id, specSelector[0].language);
    for (const file of [language.configuration, grammar.path, ...Object.values(language.icon).map(String)]) {
      assert.ok(existsSync(join(root, file)), file);
    }
    const { scopeName } = JSON.parse(text(grammar.path)) as { readonly scopeName: string };
    assert.equal(scopeName, grammar.scopeName);
  });

  it('is among what File > New File... offers', () => {
    assert.deepEqual(
      contributes.menus['file/newFile'].map(({ command }) => command),
      ['vmspec.newSpec'],
    );
  });

  const usual = ['deleteVm', 'exportSpec', 'showJobOfVm'];
  for (const [what, vm, offered] of [
    ['changed outside', hostVm('a', { changed_outside: true }), [...usual, 'acceptVm', 'showVmDifference']],
    ['as it was made', hostVm('a'), usual],
    ['adopted', hostVm('a', { job_id: null }), ['deleteVm', 'exportSpec']],
    ['not of VMSpec', hostVm('a', { managed: false, job_id: null }), ['adoptVm', 'exportSpec']],
  ] as const) {
    it(`offers for a VM that is ${what} just what fits`, () => {
      const { context } = vmRow(vm, null);
      const fits = contributes.menus['view/item/context'].filter(({ when = '' }) => {
        const pattern = /^viewItem =~ \/(.*)\/$/.exec(when)?.[1];
        return pattern !== undefined && new RegExp(pattern).test(context);
      });
      const about = ['acceptVm', 'adoptVm', 'showVmDifference', 'deleteVm', 'exportSpec', 'showJobOfVm'];
      const found = about.filter((name) => fits.some(({ command }) => command === `vmspec.${name}`));
      assert.deepEqual(found.toSorted(), offered.toSorted());
    });
  }

  it('leads through five steps, each with a picture, done when what it is about was done', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const keys: readonly string[] = Object.values(contextKeys);
    assert.equal(steps.length, 5);
    for (const { media, description, completionEvents } of steps) {
      assert.ok(existsSync(join(root, media.svg)), media.svg);
      for (const event of completionEvents) assert.ok(keys.includes(event.replace('onContext:', '')), event);
      const said = words[description.replaceAll('%', '')] ?? '';
      const offered = Array.from(said.matchAll(/\(command:([^)]+)\)/g), ([, command]) => command);
      assert.ok(offered.length > 0, said);
      for (const command of offered)
        assert.ok(
          commandIds.some((id) => id === command),
          command,
        );
    }
  });

  for (const severity of ['error', 'warning'] as const) {
    it(`matches what vmspec validate prints of a problem: ${severity}`, () => {
      const [{ pattern }] = contributes.problemMatchers;
      const problem = {
        file: 'C:\\specs\\lab.vmspec.json',
        place: { line: 3, column: 16 },
        severity,
        message: 'num_vms is 2: write [1], or mend vms.',
        code: 'num_vms_mismatch',
      };
      const match = new RegExp(pattern.regexp).exec(renderProblem(problem, plain));
      assert.ok(match !== null);
      const group = (name: string): string | undefined => match[Number(pattern[name])];
      assert.deepEqual(
        [group('file'), group('line'), group('column'), group('severity'), group('message'), group('code')],
        [
          problem.file,
          '3',
          '16',
          severity === 'warning' ? 'warning' : undefined,
          problem.message,
          problem.code,
        ],
      );
    });
  }
});
