/**
 * With room for gigabytes, the engine collects garbage so seldom that a host holds twice the memory that it uses. These
 * bounds are far above what a host needs.
 */
export const HOST_HEAP = ['--max-old-space-size=384', '--max-semi-space-size=4'] as const;

/**
 * Starts this process anew in its place with a bounded heap: a host runs for weeks beside the VMs whose memory it counts,
 * a language server as long as its editor. Does nothing where bounds are set already, or where the system cannot replace
 * a process (Windows).
 */
export function boundHeap(flags: readonly string[]): void {
  const { execArgv, argv, execPath, platform, env } = process;
  const bounded = [...execArgv, env['NODE_OPTIONS'] ?? ''].some((option) =>
    option.includes('--max-old-space-size'),
  );
  if (bounded || platform === 'win32' || process.execve === undefined) return;
  process.execve(execPath, [execPath, ...flags, ...execArgv, ...argv.slice(1)]);
}
