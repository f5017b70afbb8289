import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { requireBanner } from './buildEntry.ts';

/** Bundles a program that tests start very often, so that it starts in a third of the time. Answers its path. */
export async function buildTestProgram(root: string, source: string): Promise<string> {
  const outfile = join(root, 'out', 'programs', `${basename(source, '.ts')}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: requireBanner },
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
  return outfile;
}
