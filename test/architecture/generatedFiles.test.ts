import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { committedFiles } from '../../scripts/generated/committedFiles.ts';
import { errorCatalogue } from '../../schemas/errors.ts';

const root = join(import.meta.dirname, '..', '..');

describe('generated files', function () {
  this.timeout(60_000);
  const all = committedFiles(root);

  it('are those that a new generation would write', async () => {
    const stale = (await all).filter(({ path, text }) => readCommitted(path) !== text);
    const paths = stale.map(({ path }) => path);
    assert.deepEqual(paths, [], 'stale: run `npm run generate` and commit what it writes');
  });

  it('explain every error code under a heading of its name', async () => {
    const page = (await all).find(({ path }) => path === 'docs/reference/errors.md')?.text.split('\n') ?? [];
    for (const code of Object.values(errorCatalogue).flatMap((group) => Object.keys(group))) {
      assert.equal(page.filter((line) => line === `## ${code}`).length, 1, code);
    }
  });

  it('link only to headings that are there', async () => {
    const pages = new Map(
      (await all).filter(({ path }) => path.endsWith('.md')).map((file) => [file.path, file.text]),
    );
    for (const [path, text] of pages) {
      for (const [, page = '', heading = ''] of text.matchAll(/\]\(([a-z-]*(?:\.md)?)#([^)]+)\)/g)) {
        const target = page === '' ? text : pages.get(`docs/reference/${page}`);
        assert.ok(anchors(target ?? '').has(heading), `${path} links to ${page}#${heading}`);
      }
    }
  });
});

function readCommitted(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

/** Anchors as the renderers of Markdown make them. */
function anchors(page: string): Set<string> {
  const headings = Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}
