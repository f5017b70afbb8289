import { amber, green, machineCheck, red } from './doctorCheck.ts';

/** Templates have a folder, and Hyper-V, which runs as SYSTEM, may open the disks in it. */
export const folders = machineCheck('folders', 'Folders', (facts, input) => {
  const roots = new Set(input.folders.template_roots.map((path) => path.toLowerCase()));
  const missing = facts.folders.find(({ path, exists }) => !exists && roots.has(path.toLowerCase()));
  if (missing !== undefined) {
    return red(
      `The template folder ${missing.path} is not there.`,
      'Make it and put template disks into it, or name another one: `vmspec config set template_roots`.',
    );
  }
  const closed = facts.folders.find(({ exists, system_access }) => exists && system_access === false);
  if (closed !== undefined) {
    return red(
      `SYSTEM (S-1-5-18), as which Hyper-V opens disks, has no full control of ${closed.path}.`,
      `Run in an elevated console: icacls "${closed.path}" /grant "*S-1-5-18:(OI)(CI)F"`,
    );
  }
  const unread = facts.folders.find(({ exists, system_access }) => exists && system_access === null);
  if (unread !== undefined) return amber(`The access rules of ${unread.path} could not be read.`, null);
  return green(`${facts.folders.filter(({ exists }) => exists).length} folders, open to SYSTEM.`);
});
