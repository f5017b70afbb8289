import { amber, green, red, type DoctorCheck } from './doctorCheck.ts';

const FIX =
  'Run `powershell.exe -NoProfile` in a console of the same account: it must start and answer. The log of the host holds what it wrote.';

/** PowerShell runs at all, in a version that our module is written for. */
export const powershellVersion: DoctorCheck = {
  id: 'powershell',
  title: 'PowerShell',
  look: ({ simulated, facts, failure }) => {
    if (simulated) return { state: 'skipped', message: 'practice host: nothing is created', fix: null };
    if (facts === null) return red(`PowerShell does not answer: ${failure?.message ?? 'unknown'}`, FIX);
    const [major = 0, minor = 0] = facts.ps_version.split('.').map(Number);
    const found = `PowerShell ${facts.ps_version} (${facts.ps_edition})`;
    if (major > 5 || (major === 5 && minor >= 1)) return green(`${found}.`);
    return amber(`${found} is older than 5.1.`, 'Install Windows Management Framework 5.1.');
  },
};
