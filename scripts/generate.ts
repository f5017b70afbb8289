/** Writes everything that is generated: validators, types, reference pages and the OpenAPI document. */
import { join } from 'node:path';
import { builtFiles } from './generated/builtFiles.ts';
import { writeFiles } from './generated/writeFiles.ts';

const root = join(import.meta.dirname, '..');
writeFiles(root, await builtFiles(root));
// The pages load the command line, which stands on the files just written.
const { committedFiles } = await import('./generated/committedFiles.ts');
writeFiles(root, await committedFiles(root));
