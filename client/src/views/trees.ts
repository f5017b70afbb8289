import type { Disposing } from '../disposing.ts';
import type { Parts } from '../parts.ts';
import { lazyTree, type LazyTree } from './tree/lazyTree.ts';

/** The trees of the side bar. */
export interface Trees extends Disposing {
  readonly hosts: LazyTree;
  readonly jobs: LazyTree;
}

/** Registers the trees; what fills them is loaded when one is seen. */
export function createTrees(parts: Pick<Parts, 'hostLink' | 'viewOptions'>): Trees {
  const hosts = lazyTree('vmspec.hosts', async (view, repaint) => {
    const { fillHosts } = await import('./hosts/fillHosts.ts');
    return fillHosts(parts, view, repaint);
  });
  const jobs = lazyTree('vmspec.jobs', async (view, repaint) => {
    const { fillJobs } = await import('./jobs/fillJobs.ts');
    return fillJobs(parts, view, repaint);
  });
  return {
    hosts,
    jobs,
    dispose: () => {
      hosts.dispose();
      jobs.dispose();
    },
  };
}
