/** Bundles every program into `dist` and prints the sizes. */
import { join } from 'node:path';
import { bundleAll } from './bundling/bundleAll.ts';

for (const line of await bundleAll(join(import.meta.dirname, '..'))) process.stdout.write(`${line}\n`);
