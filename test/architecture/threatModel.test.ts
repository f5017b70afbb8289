import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from './rules/readSources.ts';
import { testTitles } from './rules/testTitles.ts';

const root = join(import.meta.dirname, '../..');

/** A test that a page names: the beginning of its title, and its file from the root. */
interface NamedTest {
  readonly title: string;
  readonly path: string;
}

function testsNamedIn(markdown: string): NamedTest[] {
  return [...markdown.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[^)#]+)\)/g)].map(([, title = '', path = '']) => ({
    title: title.replace(/\s+/g, ' '),
    path,
  }));
}

describe('the threat model', function () {
  this.timeout(60_000);
  const named = testsNamedIn(readFileSync(join(root, 'docs/threat-model.md'), 'utf8'));

  it('names tests that exist, by the beginning of their titles', () => {
    assert.ok(named.length > 40);
    const titles = testTitles(readSources(root, ['test']));
    const missing = named.filter(
      ({ title, path }) => !titles.some((one) => one.path === path && one.title.startsWith(title)),
    );
    assert.deepEqual(missing, []);
    for (const { path } of named) assert.ok(existsSync(join(root, path)), path);
  });

  it('is read link by link, also when a link breaks over two lines', () => {
    const text = '[T01](../test/a.ts) [x](b.md) [of two\n  lines](../test/c/d.ts)';
    assert.deepEqual(testsNamedIn(text), [
      { title: 'T01', path: 'test/a.ts' },
      { title: 'of two lines', path: 'test/c/d.ts' },
    ]);
  });
});
