import { lensCommands } from '#schemas/lsp/lensCommands.ts';

/** Every command of the extension, as the manifest declares them: a test compares the two. */
export const commandIds = [
  lensCommands.plan,
  lensCommands.provision,
  'vmspec.connectToHost',
  'vmspec.forgetHost',
  'vmspec.reconnect',
  'vmspec.restartLanguageServer',
  'vmspec.showLog',
  'vmspec.startVm',
  'vmspec.shutDownVm',
  'vmspec.turnOffVm',
  'vmspec.restartVm',
  'vmspec.deleteVm',
  'vmspec.connectToVm',
  'vmspec.copyIpAddress',
  'vmspec.openSshTerminal',
  'vmspec.showJobOfVm',
  'vmspec.showJob',
  'vmspec.cancelJob',
  'vmspec.retryJob',
  'vmspec.showJobSpec',
  'vmspec.deleteVmsOfJob',
  'vmspec.copyJobId',
  'vmspec.groupByJob',
  'vmspec.groupByTag',
  'vmspec.showOtherVms',
  'vmspec.hideOtherVms',
  'vmspec.refresh',
  'vmspec.revealTemplate',
  'vmspec.copyPath',
] as const;

export type CommandId = (typeof commandIds)[number];
