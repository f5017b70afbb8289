import { isSameDisk } from '#core/templates/templateState.ts';
import type { TemplateIdentity } from '#core/steps.ts';
import { contentStampOf } from '../contentStamp.ts';
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

function refusal(computer: Computer, template: TemplateIdentity): CmdletError | null {
  const { path } = template;
  const changed = changeOfTemplate(computer, template);
  if (changed !== null) return changed;
  const user = computer.state.vmsWithDisk(path)[0];
  if (user === undefined) return null;
  const text = `The template '${path}' is a disk of the VM '${user.vm_name}', which may change it at any time.`;
  return ourError('TemplateAttached', text, path);
}

/** Why a template is not the disk that was admitted, or null. */
export function changeOfTemplate(computer: Computer, template: TemplateIdentity): CmdletError | null {
  const { path } = template;
  const disk = diskAt(computer, path);
  if (disk === undefined) {
    return ourError('TemplateMissing', `The template '${path}' is not there any more.`, path);
  }
  const now = { path, disk_id: disk.disk_id, size_mb: disk.size_mb, content_stamp: contentStampOf(disk) };
  if (!disk.damaged && isSameDisk(template, now)) return null;
  return ourError('TemplateChanged', `The template '${path}' was changed since the job was accepted.`, path);
}
