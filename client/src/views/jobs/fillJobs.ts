import type { TreeView } from 'vscode';
import type { Parts } from '../../parts.ts';
import type { Repaint, TreeSource } from '../tree/lazyTree.ts';
import type { TreeNode } from '../tree/row.ts';
import { createTreeSource } from '../tree/treeSource.ts';
import { wakeLink } from '../wakeLink.ts';
import { jobsModel } from './jobsModel.ts';

/** Fills the tree of the jobs, and follows how they go. */
export async function fillJobs(
  parts: Pick<Parts, 'hostLink'>,
  view: TreeView<TreeNode>,
  repaint: Repaint,
): Promise<TreeSource> {
  const { store } = await wakeLink(parts);
  const source = createTreeSource({
    view,
    repaint,
    build: (before) => jobsModel(before, store.state()),
    tooltip: () => Promise.resolve(null),
    watching: [
      {
        dispose: store.follow(({ jobs }) => {
          if (jobs.size > 0) source.update();
        }),
      },
    ],
  });
  return source;
}
