import type { TemplateIdentity } from '#core/steps.ts';
import { type CmdletError, ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import { diskAt } from '../machine/storage.ts';
import { ABSENT, type Step } from './step.ts';

/** The template is there, unchanged since admission, and no VM's own disk. It makes nothing, so acting is refusing. */
export const templateStep: Step<'template'> = {
  reads: 'Get-VHD',
  look: (computer, params) => {
    const disk = diskAt(computer, params.path);
    if (disk === undefined || refusal(computer, params) !== null) return ABSENT;
    return { state: 'done', output: { format: disk.format } };
  },
  act: (session, params) => {
    const error = refusal(session.computer, params);
    return error === null ? Promise.resolve() : Promise.reject(error);
  },
};

function refusal(
  computer: Computer,
  { path, disk_id: id, size_mb: size }: TemplateIdentity,
): CmdletError | null {
  const disk = diskAt(computer, path);
  if (disk === undefined) {
    return ourError('TemplateMissing', `The template '${path}' is not there any more.`, path);
  }
  if (disk.damaged || disk.disk_id !== id || disk.size_mb !== size) {
    return ourError(
      'TemplateChanged',
      `The template '${path}' was changed since the job was accepted.`,
      path,
    );
  }
  const user = computer.state.vmsWithDisk(path)[0];
  if (user === undefined) return null;
  const text = `The template '${path}' is a disk of the VM '${user.vm_name}', which may change it at any time.`;
  return ourError('TemplateAttached', text, path);
}
