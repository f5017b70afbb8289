import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Host } from '#schemas/generated/types.ts';
import type { Parts } from '../../parts.ts';
import { vmsFor } from '../../vms/targets.ts';
import { CommandFailure } from '../commandFailure.ts';

/** Opens the screen of a VM, where this computer is the Hyper-V host; says what to do elsewhere. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = { title: l10n.t('Connect to VM'), fits: () => true, none: '', many: false };
  const targets = await vmsFor(parts, choice, argument, selection);
  const [vm] = targets?.vms ?? [];
  if (targets === null || vm === undefined) return;
  const { host } = targets.state;
  if (host.simulated) {
    throw new CommandFailure(l10n.t('{0} is a practice VM: it has no screen.', vm.vm_name), '');
  }
  if (!isHere(host)) {
    throw new CommandFailure(
      l10n.t('The screen of a VM is opened on the Hyper-V host itself.'),
      l10n.t('On a Windows computer with the Hyper-V tools run: vmconnect {0} "{1}"', host.name, vm.vm_name),
    );
  }
  const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'vmconnect.exe');
  await start(program, ['localhost', '-G', vm.vm_id]);
}

function isHere({ name }: Host): boolean {
  return process.platform === 'win32' && name.toLowerCase() === hostname().toLowerCase();
}

function start(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', ({ message }) => {
      reject(new CommandFailure(l10n.t('{0} cannot be started: {1}', program, message), ''));
    });
  });
}
