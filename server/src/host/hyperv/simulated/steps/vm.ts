import { ourError } from '../machine/cmdletError.ts';
import { ABSENT, PARTIAL, type Step } from './step.ts';

/** One VM in a folder that is the job's alone: its path tells whose it is from the first moment. */
export const vmStep: Step<'vm'> = {
  reads: 'Get-VM',
  look: (computer, { folder, generation }) => {
    const [vm, ...more] = computer.state.vmsAt(folder);
    if (vm === undefined) return ABSENT;
    if (more.length > 0 || vm.generation !== generation) return PARTIAL;
    return { state: 'done', output: { vm_id: vm.vm_id } };
  },
  act: async (session, params) => {
    if (session.computer.state.vmsAt(params.folder).length > 0) {
      const text = `'${params.folder}' already holds another VM than the one that was asked for.`;
      throw ourError('FolderTaken', text, params.folder);
    }
    await session.run('New-VM', {
      name: params.vm_name,
      generation: params.generation === 1 ? 1 : 2,
      memory_startup_mb: params.ram_startup_mb,
      path: params.parent_folder,
    });
  },
};
