import { env } from 'vscode';
import type { Parts } from '../../parts.ts';
import { rowsOf } from '../../vms/targets.ts';

/** Copies the paths of the selected templates and disks, one a line. */
export async function run(_parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const paths = rowsOf(argument, selection).flatMap(({ subject }) =>
    subject.kind === 'template' || subject.kind === 'keptDisk' ? [subject.path] : [],
  );
  if (paths.length > 0) await env.clipboard.writeText(paths.join('\n'));
}
