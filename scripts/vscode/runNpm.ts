import { runCommand } from './runCommand.ts';

/** Runs npm: the one that runs this program, where npm does. */
export function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js') === true
    ? runCommand(process.execPath, [npm, ...args], { cwd })
    : runCommand('npm', args, { cwd });
}
