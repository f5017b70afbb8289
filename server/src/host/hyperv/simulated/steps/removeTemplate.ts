import { ourError } from '../machine/cmdletError.ts';
import { fileAt } from '../machine/storage.ts';
import { isInside } from '../machine/windowsPath.ts';
import { notOwned } from './owner.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';

/** Files of templates are gone. What lies elsewhere, or is a disk of a VM, stays. */
export const removeTemplateStep: Step<'remove_template'> = {
  reads: 'Get-ChildItem',
  look: (computer, { files }) => {
    const there = files.filter((path) => fileAt(computer, path) !== undefined);
    if (there.length === 0) return DONE;
    return there.length === files.length ? ABSENT : PARTIAL;
  },
  act: async (session, { files, roots }) => {
    const { computer } = session;
    for (const path of files) {
      if (fileAt(computer, path) === undefined) continue;
      if (!roots.some((root) => isInside(path, root))) throw notOwned(path);
      const user = computer.state.vmsWithDisk(path)[0];
      if (user !== undefined) {
        throw ourError('TemplateAttached', `'${path}' is a disk of the VM '${user.vm_name}'.`, path);
      }
      await session.run('Remove-Item', { path });
    }
  },
};
