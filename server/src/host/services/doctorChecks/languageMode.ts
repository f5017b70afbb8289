import { green, machineCheck, red } from './doctorCheck.ts';

/** PowerShell may call .NET, which application control (WDAC, AppLocker) can forbid. */
export const languageMode = machineCheck('language_mode', 'Language mode', ({ language_mode: mode }) => {
  if (mode === 'FullLanguage') return green('Full language.');
  return red(
    `PowerShell runs in ${mode}: application control (WDAC or AppLocker) keeps VMSpec's module from working.`,
    'Allow the folder of VMSpec in the application control policy, or sign its module with a certificate that the policy trusts.',
  );
});
