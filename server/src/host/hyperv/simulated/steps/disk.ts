import { fileAt } from '../machine/storage.ts';
import { isInside } from '../machine/windowsPath.ts';
import { claimFolder, notOwned, ownerOf } from './owner.ts';
import { requireRoom } from './room.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { makeSystemDisk, systemDiskDifferences } from './systemDisk.ts';
import { changeOfTemplate } from './template.ts';

/** The system disk in a folder of the job's own. A half-written one there is made anew; elsewhere nothing is touched. */
export const diskStep: Step<'disk'> = {
  reads: 'Get-VHD',
  look: (computer, { owner, folder, system, template }) => {
    const own = ownerOf(computer, folder) === owner;
    if (fileAt(computer, system.path) === undefined) return own ? PARTIAL : ABSENT;
    const sound = template === undefined || changeOfTemplate(computer, template) === null;
    return own && sound && systemDiskDifferences(computer, system).length === 0 ? DONE : PARTIAL;
  },
  act: async (session, { owner, folder, system, template, room }) => {
    if (!isInside(system.path, folder)) throw notOwned(system.path);
    await requireRoom(session, room);
    if (fileAt(session.computer, system.path) !== undefined) {
      const attached = session.computer.state.vmsWithDisk(system.path).length > 0;
      if (attached || ownerOf(session.computer, folder) !== owner) throw notOwned(system.path);
      await session.run('Remove-Item', { path: system.path });
    }
    await claimFolder(session, folder, owner);
    await makeSystemDisk(session, system);
    const changed = template === undefined ? null : changeOfTemplate(session.computer, template);
    if (changed !== null) throw changed;
  },
};
