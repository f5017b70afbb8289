import assert from 'node:assert/strict';
import { join } from 'node:path';
import { noImportCycles } from './rules/cycles.ts';
import { filesAreShort, filesGrowingLong } from './rules/fileSize.ts';
import { layersAreKept, specialPackagesHaveOneFile } from './rules/layers.ts';
import { noModuleState } from './rules/mutableState.ts';
import { readSources } from './rules/readSources.ts';
import type { Rule, Violation } from './rules/sourceFile.ts';
import { noSuppressions } from './rules/suppressions.ts';

const files = readSources(join(import.meta.dirname, '..', '..'));

function check(rule: Rule): void {
  const lines = rule(files).map(asLine);
  assert.equal(lines.length, 0, `\n${lines.join('\n')}`);
}

function asLine({ path, message }: Violation): string {
  return `${path} ${message}`;
}

describe('architecture', function () {
  this.timeout(60_000);

  it('finds the code that it checks', () => {
    for (const layer of [
      'schemas/',
      'shared/',
      'server/src/core/',
      'server/src/lsp/',
      'server/src/host/',
      'server/src/cli/',
      'client/',
      'scripts/',
      'test/',
    ]) {
      assert.ok(
        files.some(({ path }) => path.startsWith(layer)),
        `no file below ${layer}`,
      );
    }
  });

  it('every layer imports only what the folder table lets it', () => check(layersAreKept));
  it('packages that are kept exchangeable are imported by one file', () => check(specialPackagesHaveOneFile));
  it('no file imports itself through others', () => check(noImportCycles));
  it('no module holds state that changes', () => check(noModuleState));
  it('no checker is silenced', () => check(noSuppressions));

  it('no file is longer than 500 lines, and those over 300 are named', () => {
    for (const violation of filesGrowingLong(files)) process.stdout.write(`note: ${asLine(violation)}\n`);
    check(filesAreShort);
  });
});
