/**
 * Builds the programs and measures the figures that the host must reach, each on real processes. `npm run bench --
 * admissions` measures one of them (or several). Ends with 1 when a target is missed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildIfStale } from './bundling/buildIfStale.ts';

const root = join(import.meta.dirname, '..');
await buildIfStale(root, (line) => process.stdout.write(`${line}\n`));
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
