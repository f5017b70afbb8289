import { randomBytes } from 'node:crypto';
import { installVsCode } from '../vscode/installVsCode.ts';
import { startVsCode } from '../vscode/startVsCode.ts';
import type { Trial } from './trial.ts';

/** Serves the editor to a browser of this computer, says where, and waits for the interruption. */
export async function serveEditor(
  root: string,
  { vsix, workspace, env, interrupted, say }: Trial,
): Promise<void> {
  const installation = await installVsCode(root, say);
  // Whoever else uses this computer does not know it.
  const connectionToken = randomBytes(24).toString('hex');
  const server = await startVsCode({ installation, vsix, env, connectionToken });
  try {
    const url = new URL(server.url);
    url.searchParams.set('folder', workspace);
    url.searchParams.set('tkn', connectionToken);
    say(`Open this in a browser on this computer:\n\n  ${url.href}\n\nCtrl-C ends it.`);
    if (!interrupted.aborted)
      await new Promise((resolve) => interrupted.addEventListener('abort', resolve, { once: true }));
  } finally {
    await server.stop();
  }
}
