import { lensCommands } from '#schemas/lsp/lensCommands.ts';
import type { Parts } from '../parts.ts';
import type { CommandId } from './commandIds.ts';

/** A command: a module of its own, which is loaded when it is first used. */
export interface CommandModule {
  /** Does what it is for; from a tree, on all rows of the selection. Rejects with HostFailure or CommandFailure for what a person is told. */
  readonly run: (parts: Parts, argument: unknown, selection?: unknown) => Promise<void>;
}

/** Where each command is. */
export const commandTable: Readonly<Record<CommandId, () => Promise<CommandModule>>> = {
  [lensCommands.plan]: () => import('./plan.ts'),
  [lensCommands.provision]: () => import('./provision.ts'),
  'vmspec.addHost': () => import('./addHost.ts'),
  'vmspec.provisionVms': () => import('./provisionVms.ts'),
  'vmspec.openForm': () => import('./openForm.ts'),
  'vmspec.openText': () => import('./openText.ts'),
  'vmspec.connectToHost': () => import('./connectToHost.ts'),
  'vmspec.useHost': () => import('./useHost.ts'),
  'vmspec.forgetHost': () => import('./forgetHost.ts'),
  'vmspec.hostActions': () => import('./hostActions.ts'),
  'vmspec.checkHost': () => import('./checkHost.ts'),
  'vmspec.auditHost': () => import('./audit/show.ts'),
  'vmspec.mendHost': () => import('./audit/mend.ts'),
  'vmspec.removeLeftovers': () => import('./audit/removeLeftovers.ts'),
  'vmspec.tryPracticeHost': () => import('./tryPracticeHost.ts'),
  'vmspec.stopPracticeHost': () => import('./stopPracticeHost.ts'),
  'vmspec.setUpHyperV': () => import('./setUpHyperV.ts'),
  'vmspec.newSpec': () => import('./newSpec.ts'),
  'vmspec.exportSpec': () => import('./vm/exportSpec.ts'),
  'vmspec.showSpecDifference': () => import('./specDifference.ts'),
  'vmspec.reportIssue': () => import('./reportIssue.ts'),
  'vmspec.reconnect': () => import('./reconnect.ts'),
  'vmspec.restartLanguageServer': () => import('./restartLanguageServer.ts'),
  'vmspec.showLog': () => import('./showLog.ts'),
  'vmspec.startVm': async () => (await import('./vm/power.ts')).start,
  'vmspec.shutDownVm': async () => (await import('./vm/power.ts')).shutDown,
  'vmspec.turnOffVm': async () => (await import('./vm/power.ts')).turnOff,
  'vmspec.restartVm': async () => (await import('./vm/power.ts')).restart,
  'vmspec.deleteVm': () => import('./vm/delete.ts'),
  'vmspec.connectToVm': () => import('./vm/connect.ts'),
  'vmspec.copyIpAddress': () => import('./vm/copyAddress.ts'),
  'vmspec.openSshTerminal': () => import('./vm/openSsh.ts'),
  'vmspec.openRemoteSsh': () => import('./vm/openRemoteSsh.ts'),
  'vmspec.showJobOfVm': () => import('./vm/showJob.ts'),
  'vmspec.showVmDifference': () => import('./vm/showDifference.ts'),
  'vmspec.acceptVm': () => import('./vm/accept.ts'),
  'vmspec.adoptVm': () => import('./vm/adopt.ts'),
  'vmspec.showJob': () => import('./job/show.ts'),
  'vmspec.cancelJob': () => import('./job/cancel.ts'),
  'vmspec.retryJob': () => import('./job/retry.ts'),
  'vmspec.showJobSpec': () => import('./job/showSpec.ts'),
  'vmspec.deleteVmsOfJob': () => import('./job/deleteVms.ts'),
  'vmspec.copyJobId': () => import('./job/copyId.ts'),
  'vmspec.groupByJob': async () => (await import('./view/options.ts')).groupByJob,
  'vmspec.groupByTag': async () => (await import('./view/options.ts')).groupByTag,
  'vmspec.showOtherVms': async () => (await import('./view/options.ts')).showOthers,
  'vmspec.hideOtherVms': async () => (await import('./view/options.ts')).hideOthers,
  'vmspec.openDashboard': () => import('./view/openDashboard.ts'),
  'vmspec.refresh': () => import('./view/refresh.ts'),
  'vmspec.revealTemplate': () => import('./view/revealTemplate.ts'),
  'vmspec.copyPath': () => import('./view/copyPath.ts'),
  'vmspec.addTemplate': () => import('./template/add.ts'),
  'vmspec.removeTemplate': () => import('./template/remove.ts'),
  'vmspec.openTemplateGuide': () => import('./template/guide.ts'),
};
