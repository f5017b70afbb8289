import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the practice host says of itself, as far as tests look at it. */
export interface PracticeHostFile {
  readonly pid: number;
  readonly simulated: boolean;
}

/** Where the practice host of this editor keeps its data; null: none was started yet. */
export function practiceFolder(): string | null {
  const editor = process.env['VMSPEC_TEST_EDITOR'] ?? '/nowhere';
  const [found] = globSync('**/globalStorage/vmspec.vmspec/practice-host', { cwd: editor });
  return found === undefined ? null : join(editor, found);
}

/** Its host file; null: it does not run. */
export function practiceHostFile(): PracticeHostFile | null {
  const folder = practiceFolder();
  if (folder === null) return null;
  try {
    return JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as PracticeHostFile;
  } catch {
    return null;
  }
}
