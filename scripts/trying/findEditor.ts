import { onPath } from '#shared/host/onPath.ts';

/** Names of the desktop editor's program. */
const programs = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];

/** The VS Code of the desktop: the one that VMSPEC_VSCODE names, or one on the path where there is a screen; else null. */
export function findEditor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const named = env['VMSPEC_VSCODE'];
  if (named !== undefined && named !== '') return named;
  const screen = platform !== 'linux' || [env['DISPLAY'], env['WAYLAND_DISPLAY']].some(Boolean);
  if (!screen) return null;
  return onPath(programs, env);
}
