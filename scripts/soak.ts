/**
 * Builds, proves every goal of reliability and security at its full size, and writes `test/soak-report.md`. It takes about
 * two hours. `npm run test:soak -- G2 G3` proves some goals; `--help` tells the rest. Ends with 1 when a goal is missed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildIfStale } from './bundling/buildIfStale.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
if (!args.includes('--help')) await buildIfStale(root, (line) => process.stdout.write(`${line}\n`));
const soak = spawn(process.execPath, [join(root, 'test', 'soak', 'runSoak.ts'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A Ctrl-C in a terminal reaches the child as well; a signal sent to this process alone is passed on.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) soak.kill(signal);
  });
}
const [code] = (await once(soak, 'exit')) as [number | null];
process.exitCode = code ?? 1;
