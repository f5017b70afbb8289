import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile, type ParsedFile } from './sourceFile.ts';

/** Folders that hold code of ours. */
const folders = ['schemas', 'shared', 'server', 'client', 'webview', 'scripts', 'test'];

/** Every TypeScript file of the repository, or of some of its folders; declarations and generated files are nobody's writing. */
export function readSources(root: string, among: readonly string[] = folders): ParsedFile[] {
  return among
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts') && !path.includes('node_modules/'))
    .filter((path) => !path.startsWith('schemas/generated/'))
    .sort()
    .map((path) => parseFile(path, readFileSync(join(root, path), 'utf8')));
}
