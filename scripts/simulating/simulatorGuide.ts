import { delimiter } from 'node:path';

/** What to set so that a PowerShell meets the simulated Hyper-V. */
export function simulatorGuide(address: string, modules: string, executable: string): string {
  return [
    'A simulated Hyper-V runs; nothing real is created. In a PowerShell on this computer:',
    '',
    `  $env:VMSPEC_SIMULATOR = '${address}'`,
    `  $env:PSModulePath = '${modules}${delimiter}' + $env:PSModulePath`,
    '  Get-VM',
    '',
    `Without PowerShell: ${executable} is a console with the same language.`,
    'Ctrl-C stops it; the machine keeps its state.',
    '',
  ].join('\n');
}
