import type { TreeView } from 'vscode';
import type { Parts } from '../../parts.ts';
import type { Repaint, TreeSource } from '../tree/lazyTree.ts';
import type { TreeNode } from '../tree/row.ts';
import { createTreeSource } from '../tree/treeSource.ts';
import { wakeLink } from '../wakeLink.ts';
import { groupTooltip } from './groupVms.ts';
import { hostsModel } from './hostsModel.ts';
import { vmTooltip } from './vmTooltip.ts';

/** Fills the tree of the host, and follows what happens on it. */
export async function fillHosts(
  parts: Pick<Parts, 'hostLink' | 'viewOptions'>,
  view: TreeView<TreeNode>,
  repaint: Repaint,
): Promise<TreeSource> {
  const { connection, store } = await wakeLink(parts);
  const source = createTreeSource({
    view,
    repaint,
    build: (before) => hostsModel(before, connection.state(), store.state(), parts.viewOptions.get()),
    tooltip: async ({ id, subject }) => {
      const state = store.state();
      if (state !== null && (subject.kind === 'vms' || id.startsWith('group/')))
        return groupTooltip(state, subject.kind === 'group' ? subject.key : null, parts.viewOptions.get());
      if (subject.kind !== 'vm') return null;
      // What moves while a VM runs, such as its memory, is no event: it is read when somebody looks.
      const vm = await connection.call('vms/get', { vm_id: subject.vmId }).catch(() => null);
      const known = vm ?? store.state()?.vms.get(subject.vmId);
      return known === undefined ? null : vmTooltip(known);
    },
    watching: [
      { dispose: store.follow(() => source.update()) },
      { dispose: connection.follow({ state: () => source.update() }) },
    ],
  });
  parts.viewOptions.onChange(() => source.update());
  return source;
}
