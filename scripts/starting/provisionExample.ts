import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The spec that `npm start` creates. */
export const exampleSpec = 'examples/lab.vmspec.json';

/** Runs `vmspec provision` on the example with its live progress; answers its exit code. VMs that are there stay as they are. */
export async function provisionExample(root: string, dataDirectory: string): Promise<number> {
  const target = ['--data-dir', dataDirectory];
  const argv = ['dist/vmspec.js', 'provision', exampleSpec, '--wait', '--if-exists', 'same', ...target];
  const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  return await once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
}
