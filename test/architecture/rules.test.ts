import assert from 'node:assert/strict';
import { noImportCycles } from './rules/cycles.ts';
import { filesAreShort, filesGrowingLong } from './rules/fileSize.ts';
import { layersAreKept, specialPackagesHaveOneFile } from './rules/layers.ts';
import { noModuleState } from './rules/mutableState.ts';
import { parseFile, type Rule } from './rules/sourceFile.ts';
import { noSuppressions } from './rules/suppressions.ts';

/** Runs a rule over planted files; each message must match the expectation at its place, and there are no others. */
function check(rule: Rule, planted: Readonly<Record<string, string>>, expected: readonly RegExp[]): void {
  const files = Object.entries(planted).map(([path, text]) => parseFile(path, text));
  const lines = rule(files).map(({ path, message }) => `${path} ${message}`);
  assert.equal(lines.length, expected.length, `found:\n${lines.join('\n')}`);
  lines.forEach((line, index) => assert.match(line, expected[index] ?? /never/));
}

describe('rules of the architecture', () => {
  describe('layers', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      ['schemas/limits.ts', `import '#core/plan.ts';`, /schemas may not import core/],
      ['schemas/limits.ts', `import { join } from 'node:path';`, /schemas may not import node:path/],
      ['schemas/limits.ts', `import { createAjv } from './ajv.ts';`, /may not import schemas at build time/],
      ['schemas/ajv.ts', `import x from 'esbuild';`, /may not import the package esbuild/],
      ['server/src/core/plan.ts', `import { readFileSync } from 'node:fs';`, /core may not import node:fs/],
      ['server/src/core/plan.ts', `import type { A } from '../host/app.ts';`, /core may not import host/],
      ['server/src/core/plan.ts', `export * from 'fastify';`, /core may not import the package fastify/],
      ['server/src/host/app.ts', `await import('../cli/main.ts');`, /host may not import cli/],
      ['server/src/host/app.ts', `import '../lsp/main.ts';`, /host may not import lsp/],
      ['server/src/lsp/main.ts', `import '../host/app.ts';`, /lsp may not import host/],
      ['server/src/cli/main.ts', `import '../../../client/connect.ts';`, /cli may not import client/],
      ['client/extension.ts', `import '#core/plan.ts';`, /client may not import core/],
      ['webview/form.ts', `import { MAX_VMS } from '#schemas/limits.ts';`, /webview may import types only/],
      ['webview/form.ts', `type A = import('../client/panel.ts').A;`, /webview may not import client/],
      ['scripts/test.ts', `import '../test/support/skipTest.ts';`, /scripts may not import test/],
      ['server/src/host/app.ts', `import '../../../test/support/fake.ts';`, /host may not import test/],
      ['test/unit/a.test.ts', `import x from 'left-pad';`, /test may not import the package left-pad/],
      ['server/src/other/a.ts', `export const a = 1;`, /belongs to no layer/],
      ['server/src/host/app.ts', `import '../other/a.ts';`, /belongs to no layer/],
    ];
    for (const [path, text, expected] of refused) {
      it(`${path} is refused ${text}`, () => check(layersAreKept, { [path]: text }, [expected]));
    }

    it('lets through what the table names', () =>
      check(
        layersAreKept,
        {
          'schemas/bundleSchemas.ts': `import { join } from 'node:path'; import './limits.ts';`,
          'schemas/specSchema.ts': `import type { JsonSchema } from './bundleSchemas.ts';`,
          'server/src/core/plan.ts': `import '#schemas/limits.ts'; import { parse } from 'jsonc-parser';`,
          'server/src/host/app.ts': `import '#core/plan.ts'; import fastify from 'fastify'; import 'node:fs';`,
          'server/src/cli/main.ts': `import '../host/app.ts'; import '#core/plan.ts'; import 'commander';`,
          'webview/form.ts': `import type { Spec } from '#schemas/generated/types.ts'; import 'lit';`,
          'webview/main.ts': `import { FormToPage } from '#schemas/generated/webview/FormToPage.js';`,
          'test/unit/a.test.ts': `import '../../server/src/host/app.ts'; import fc from 'fast-check';`,
        },
        [],
      ));

    it('a special package has one file, tests apart', () =>
      check(
        specialPackagesHaveOneFile,
        {
          'server/src/host/a.ts': `import 'node-powershell';`,
          'server/src/host/b.ts': `import 'node-powershell';`,
          'test/unit/c.test.ts': `import 'node-powershell';`,
        },
        [/host\/b\.ts imports node-powershell, which server\/src\/host\/a\.ts has/],
      ));
  });

  it('cycles are found over several files, once; types and lazy imports make none', () => {
    const planted = {
      'server/src/core/a.ts': `import './b.ts';`,
      'server/src/core/b.ts': `export { c } from './c.ts';`,
      'server/src/core/c.ts': `import '#core/a.ts';`,
      'server/src/core/d.ts': `import type { E } from './e.ts'; await import('./e.ts');`,
      'server/src/core/e.ts': `import './d.ts'; import './a.ts';`,
    };
    check(noImportCycles, planted, [
      /a\.ts -> server\/src\/core\/b\.ts -> server\/src\/core\/c\.ts -> .*a\.ts$/,
    ]);
  });

  describe('module state', () => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ['let count = 0;', /module-level variable/],
      ['export let count = 0;', /module-level variable/],
      ['var count = 0;', /module-level variable/],
      ['const cache = new Map(); function f() { cache.set(1, 2); }', /cache is changed/],
      ['const list: number[] = []; const f = () => list.push(1);', /list is changed/],
      ['const box = { n: 0 }; function f() { box.n += 1; }', /box is changed/],
      ['const box = { n: 0 }; function f() { box.n++; }', /box is changed/],
      ['const box = { a: [1] }; function f() { box.a[0] = 2; }', /box is changed/],
      ['const box: Box = { n: 0 }; function f() { delete box.n; }', /box is changed/],
      ['const box = {}; function f() { Object.assign(box, { a: 1 }); }', /box is changed/],
      ['export const seen = new Set<string>();', /can be changed from outside/],
      ['export const list: string[] = [];', /can be changed from outside/],
      ['class A { static count = 0; }', /writable static member/],
    ];
    for (const [text, expected] of refused) {
      it(`refuses ${text}`, () => check(noModuleState, { 'server/src/core/a.ts': text }, [expected]));
    }

    it('lets constants, readonly containers and local state through', () =>
      check(
        noModuleState,
        {
          'server/src/core/a.ts': [
            `const names = new Set(['a']); export const has = (name: string) => names.has(name);`,
            `export const none: readonly string[] = []; export const table = { a: 1 } as const;`,
            `function f() { const names: string[] = []; names.push('b'); return names; }`,
            `function g(table: Map<string, number>) { table.set('a', 1); }`,
            `function h() { let count = 0; count += 1; return count; }`,
            `class A { static readonly limit = 1; private count = 0; }`,
            `const sorted = [3, 1].toSorted(); export const first = sorted[0];`,
          ].join('\n'),
        },
        [],
      ));
  });

  it('long files are named from 300 lines and refused over 500', () => {
    const lines = (count: number): string => 'export {};\n'.repeat(count);
    const planted = { 'schemas/a.ts': lines(300), 'schemas/b.ts': lines(301), 'schemas/c.ts': lines(501) };
    check(filesGrowingLong, planted, [/b\.ts has 301 lines/, /c\.ts has 501 lines/]);
    check(filesAreShort, planted, [/c\.ts has 501 lines/]);
  });

  describe('suppressions', () => {
    const silencers = [
      'eslint-disable-next-line',
      '@ts-' + 'ignore',
      '@ts-' + 'expect-error',
      'prettier-' + 'ignore',
    ];
    for (const words of silencers) {
      it(`refuses a comment with ${words}`, () => {
        check(noSuppressions, { 'schemas/a.ts': `// ${words}\nexport const a = 1;` }, [
          /line 1: a comment says/,
        ]);
        check(noSuppressions, { 'schemas/a.ts': `export const a = { /* ${words} */ b: 1 };` }, [
          /line 1: a comment/,
        ]);
        check(noSuppressions, { 'schemas/a.ts': `export const a = 1; // ${words}` }, [/line 1: a comment/]);
      });
    }

    it('refuses an assertion of any', () =>
      check(noSuppressions, { 'schemas/a.ts': 'export const a = (1 as any) + 2;' }, [
        /line 1: asserts `any`/,
      ]));

    it('does not mind the words in a text', () =>
      check(noSuppressions, { 'schemas/a.ts': `export const a = '// eslint-disable';` }, []));
  });
});
