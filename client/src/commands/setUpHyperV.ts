import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { commands, ProgressLocation, Uri, window } from 'vscode';
import { dataDirectories } from '#shared/host/dataDirectory.ts';
import { runningIn } from '../connection/findLocal.ts';
import { LOCAL } from '../hosts/hostChoice.ts';
import type { Parts } from '../parts.ts';
import { installTerminal } from '../setUp/installTerminal.ts';
import { CommandFailure } from './commandFailure.ts';
import { needTrust } from './needTrust.ts';

const LOOK_MS = 1000;
const GUIDE = 'docs/install.md';

/** Leads a person through the installation of the host on this Windows computer, and connects to it. */
export async function run({ hostLink, root }: Pick<Parts, 'hostLink' | 'root'>): Promise<void> {
  needTrust();
  if (process.platform !== 'win32') {
    throw new CommandFailure(
      l10n.t('Hyper-V is a part of Windows, and this computer runs something else.'),
      l10n.t('Install the host on the Hyper-V machine, and add it here with "VMSpec: Add Hyper-V Host...".'),
    );
  }
  if (!(await isExplained(root))) return;
  const script = await askScript();
  if (script === null) return;
  window.createTerminal(installTerminal(script)).show();
  if (!(await isThere())) return;
  const { connection, hosts } = await hostLink();
  await hosts.choose(LOCAL);
  await connection.call('host/get', {});
}

async function isExplained(root: Uri): Promise<boolean> {
  const go = l10n.t('Choose the Folder...');
  const guide = l10n.t('Read the Guide');
  const chosen = await window.showInformationMessage(
    l10n.t('Set Up Hyper-V on This Computer'),
    {
      modal: true,
      detail: l10n.t(
        'A host is installed as a service: the editor itself has no right to Hyper-V, and VMs go on when it is closed. It needs the unpacked vmspec-host zip; Windows asks once for an administrator. Nothing of Windows is switched on, and no VM that is there is touched.',
      ),
    },
    go,
    guide,
  );
  if (chosen === guide) await commands.executeCommand('markdown.showPreview', Uri.joinPath(root, GUIDE));
  return chosen === go;
}

/** The installer in the folder that the person names. Throws CommandFailure where there is none. */
async function askScript(): Promise<string | null> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t('Install from Here'),
      title: l10n.t('Folder of the unpacked vmspec-host zip'),
    })) ?? [];
  if (folder === undefined) return null;
  const script = join(folder.fsPath, 'install.ps1');
  if (existsSync(script)) return script;
  throw new CommandFailure(
    l10n.t('There is no install.ps1 in {0}.', folder.fsPath),
    l10n.t('Unpack the vmspec-host zip, and choose the folder that it makes.'),
  );
}

/** Waits until a host of this computer says that it runs; false when the person does not want to wait. */
async function isThere(): Promise<boolean> {
  const directories = dataDirectories(process.env, process.platform, null);
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Waiting for the host of this computer: follow the installer in its own window'),
      cancellable: true,
    },
    async (_progress, token) => {
      while (!token.isCancellationRequested) {
        if (directories.some((directory) => runningIn(directory) !== null)) return true;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      return false;
    },
  );
}
