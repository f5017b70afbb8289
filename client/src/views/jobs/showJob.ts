import type { Parts } from '../../parts.ts';
import { jobRowId } from './jobsModel.ts';

/** Shows a job in the list of jobs; false when it is not there. */
export async function showJob({ trees }: Pick<Parts, 'trees'>, jobId: string): Promise<boolean> {
  const { view, source } = trees.jobs;
  const node = (await source()).find(jobRowId(jobId));
  if (node === undefined) return false;
  await view.reveal(node, { select: true, focus: true, expand: true });
  return true;
}
