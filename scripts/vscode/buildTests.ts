import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The module with `run`, which VS Code's extension host calls, from the root of the repository. */
export const testsEntry = 'out/vscode-tests/runTests.cjs';

/** Bundles the tests that run in the extension host: each file for itself, beside the module that runs them. */
export async function buildTests(root: string): Promise<void> {
  const source = 'test/vscode/extension';
  rmSync(join(root, 'out', 'vscode-tests'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: [`${source}/runTests.ts`, ...globSync(`${source}/**/*.test.ts`, { cwd: root })],
    outbase: source,
    outdir: 'out/vscode-tests',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
