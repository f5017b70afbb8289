/** Builds the extension as one file for VS Code and Open VSX, `out/vmspec-<version>.vsix`, and prints path, size and SHA-256. */
import { join } from 'node:path';
import { buildIfStale } from './bundling/buildIfStale.ts';
import { writeExtension } from './packaging/writeExtension.ts';

const root = join(import.meta.dirname, '..');
await buildIfStale(root);
const { path, files, bytes, sha256 } = writeExtension(root);
process.stdout.write(`${path}\n${files} files, ${(bytes / 1024 / 1024).toFixed(2)} MB\n${sha256}\n`);
