import { seedImage } from '../../seedImage.ts';
import { bytesOf } from '../machine/binaryFile.ts';
import { fileAt } from '../machine/storage.ts';
import { isInside } from '../machine/windowsPath.ts';
import { notOwned, ownerOf } from './owner.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';

/** The disk that the guest reads its settings from, in the folder that the job's disk lies in. */
export const seedStep: Step<'seed'> = {
  reads: 'Get-ChildItem',
  look: (computer, { path, files }) => {
    const file = fileAt(computer, path);
    if (file === undefined) return ABSENT;
    return file.kind === 'binary' && Buffer.from(seedImage(files)).equals(bytesOf(file)) ? DONE : PARTIAL;
  },
  act: async (session, { owner, folder, path, files }) => {
    if (!isInside(path, folder) || ownerOf(session.computer, folder) !== owner) throw notOwned(path);
    await session.run('Set-Content', { path, value: seedImage(files) });
  },
};
