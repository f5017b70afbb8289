import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import type { Entry } from './entries.ts';

/** Packages in CommonJS call `require` for Node's own modules; an ES module has none unless it makes one. */
export const requireBanner =
  "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";
/**
 * VS Code changes Node's `http` and `https` for extensions: for hosts other than this computer they put an agent of their
 * own in the place of the one that compares a certificate with its pin. The package that speaks WebSocket gets the functions
 * as Node has them.
 */
const editorOptions: BuildOptions = {
  external: ['vscode'],
  alias: { http: './client/src/connection/nodeHttp.ts', https: './client/src/connection/nodeHttps.ts' },
};
const shebang = '#!/usr/bin/env node\n';

/** Bundles one program into `dist`; what it loads lazily becomes chunks of their own. */
export async function buildEntry(root: string, entry: Entry): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [entry.name]: entry.source },
    outdir: 'dist',
    // Beside the program, so that `import.meta.url` leads to the same place from everywhere.
    chunkNames: `${entry.name}-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${entry.node}`,
    ...(entry.inExtensionHost === true ? editorOptions : {}),
    mainFields: ['module', 'main'],
    banner: { js: requireBanner },
    minify: true,
    keepNames: entry.shortNames !== true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  if (entry.executable) makeExecutable(join(root, 'dist', `${entry.name}.js`));
  return metafile;
}

function makeExecutable(file: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.startsWith('#!')) {
    writeFileSync(file, shebang + text);
    shiftOneLine(`${file}.map`);
  }
  chmodSync(file, 0o755);
}

/** In a source map every `;` ends a line. */
function shiftOneLine(file: string): void {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { mappings: string };
  writeFileSync(file, JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}
