import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { JobKind, ProvisionAccepted, Vm } from '#schemas/generated/types.ts';
import { powerOf } from '#shared/words/vmWords.ts';
import type { HostConnection } from '../../connection/hostConnection.ts';
import { turnOffQuestion } from '../../vms/questions.ts';
import { runOnVms } from '../../vms/runOnVms.ts';
import { vmsFor, type Choice } from '../../vms/targets.ts';
import type { CommandModule } from '../commandTable.ts';

/** Something that is done to VMs without further questions. */
interface PowerAction {
  readonly kind: JobKind;
  readonly choice: () => Omit<Choice, 'many'>;
  readonly ask: (
    connection: HostConnection,
    vm_id: string,
    idempotency_key: string,
  ) => Promise<ProvisionAccepted>;
  /** Asked for before it is done. */
  readonly confirm?: (vms: readonly Vm[], host: string) => Promise<boolean>;
}

function isRunning({ state }: Vm): boolean {
  return powerOf(state) === 'running';
}

function isOff({ state }: Vm): boolean {
  return powerOf(state) === 'off';
}

function powerCommand({ kind, choice, ask, confirm }: PowerAction): CommandModule {
  return {
    run: async (parts, argument, selection) => {
      const targets = await vmsFor(parts, { ...choice(), many: true }, argument, selection);
      if (targets === null) return;
      const { connection, state, vms } = targets;
      if (confirm !== undefined && !(await confirm(vms, state.host.name))) return;
      await runOnVms(parts, kind, vms, (vm, key) => ask(connection, vm.vm_id, key));
    },
  };
}

/** Starts VMs, or resumes them. */
export const start = powerCommand({
  kind: 'start',
  choice: () => ({
    title: l10n.t('Start VMs'),
    fits: (vm) => !isRunning(vm),
    none: l10n.t('There is no VM to start: all of them run.'),
  }),
  ask: (connection, vm_id, idempotency_key) => connection.call('vms/start', { vm_id, idempotency_key }),
});

/** Shuts VMs down in order. */
export const shutDown = powerCommand({
  kind: 'stop',
  choice: () => ({
    title: l10n.t('Shut VMs Down'),
    fits: isRunning,
    none: l10n.t('There is no VM to shut down: none runs.'),
  }),
  ask: (connection, vm_id, idempotency_key) =>
    connection.call('vms/stop', { vm_id, mode: 'shut_down', idempotency_key }),
});

/** Turns VMs off, after a question. */
export const turnOff = powerCommand({
  kind: 'stop',
  choice: () => ({
    title: l10n.t('Turn VMs Off'),
    fits: (vm) => !isOff(vm),
    none: l10n.t('There is no VM to turn off.'),
  }),
  ask: (connection, vm_id, idempotency_key) =>
    connection.call('vms/stop', { vm_id, mode: 'turn_off', idempotency_key }),
  confirm: async (vms, host) => {
    const { text, detail } = turnOffQuestion(vms, { name: host });
    const yes = l10n.t('Turn Off');
    return (await window.showWarningMessage(text, { modal: true, detail }, yes)) === yes;
  },
});

/** Restarts VMs. */
export const restart = powerCommand({
  kind: 'restart',
  choice: () => ({
    title: l10n.t('Restart VMs'),
    fits: isRunning,
    none: l10n.t('There is no VM to restart: none runs.'),
  }),
  ask: (connection, vm_id, idempotency_key) => connection.call('vms/restart', { vm_id, idempotency_key }),
});
