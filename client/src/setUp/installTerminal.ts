import * as l10n from '@vscode/l10n';
import type { TerminalOptions } from 'vscode';

/** The variable in which the terminal gets the path of the installer: data never becomes part of a command. */
export const SCRIPT_VARIABLE = 'VMSPEC_INSTALL_SCRIPT';

/**
 * Starts the installer in an elevated window of its own, which stays open for what it says at the end. A path on Windows
 * holds no quotation mark; Start-Process joins its arguments by spaces, so the path stands in quotation marks.
 */
const COMMAND = [
  `Write-Host ('Installing with ' + $env:${SCRIPT_VARIABLE} + ' ...')`,
  `Start-Process -FilePath powershell.exe -Verb RunAs -Wait -ArgumentList '-NoProfile', '-NoExit', '-File', ('"{0}"' -f $env:${SCRIPT_VARIABLE})`,
].join('; ');

/** A terminal that asks for the administrator's consent and runs `script`, the `install.ps1` of a host package. */
export function installTerminal(script: string): TerminalOptions {
  return {
    name: l10n.t('VMSpec Setup'),
    shellPath: 'powershell.exe',
    shellArgs: ['-NoProfile', '-NoExit', '-Command', COMMAND],
    env: { [SCRIPT_VARIABLE]: script },
  };
}
