import { build, type Metafile } from 'esbuild';
import type { Page } from './pages.ts';

/** Where pages are, from the root of the repository. */
export const pagesFolder = 'dist/webview';

/** Bundles one page: a program and a style sheet that need nothing else, as its content security policy wants. */
export async function buildPage(root: string, page: Page): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [page.name]: page.source },
    outdir: pagesFolder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // The engine of the oldest VS Code that the manifest names.
    target: 'chrome138',
    conditions: ['browser', 'production'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
