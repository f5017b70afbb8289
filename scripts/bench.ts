/**
 * Builds the programs and measures the figures that the host must reach, each on real processes. `npm run bench --
 * admissions` measures one of them (or several). Ends with 1 when a target is missed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleAll } from './bundling/bundleAll.ts';
import { isStale } from './bundling/isStale.ts';
import { builtFiles } from './generated/builtFiles.ts';
import { writeFiles } from './generated/writeFiles.ts';

const root = join(import.meta.dirname, '..');
if (isStale(root, 'dist/vmspec.js')) {
  process.stdout.write('Building ...\n');
  writeFiles(root, await builtFiles(root));
  await bundleAll(root);
}
const bench = spawn(
  process.execPath,
  [join(root, 'test', 'bench', 'runBench.ts'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
const [code] = (await once(bench, 'exit')) as [number | null];
process.exitCode = code ?? 1;
