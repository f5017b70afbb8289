import { EXECUTABLE_VARIABLE, type Environment } from '../powershell/executable.ts';

/** What is said where there is no Hyper-V. */
export const NO_HYPERV =
  'There is no Hyper-V on this computer that VMSpec can drive. For a practice host, on which nothing is created, start it with: vmspec serve --driver simulated';

/** Whether this computer can have a Hyper-V at all, before anything is opened. Answers the reason when it cannot. */
export function lacksHyperV(env: Environment, platform: NodeJS.Platform): string | null {
  return platform === 'win32' || (env[EXECUTABLE_VARIABLE] ?? '') !== '' ? null : NO_HYPERV;
}
