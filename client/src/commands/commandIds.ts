import { lensCommands } from '#schemas/lsp/lensCommands.ts';

/** Every command of the extension, as the manifest declares them: a test compares the two. */
export const commandIds = [
  lensCommands.plan,
  lensCommands.provision,
  'vmspec.addHost',
  'vmspec.connectToHost',
  'vmspec.useHost',
  'vmspec.forgetHost',
  'vmspec.hostActions',
  'vmspec.checkHost',
  'vmspec.tryPracticeHost',
  'vmspec.stopPracticeHost',
  'vmspec.setUpHyperV',
  'vmspec.newSpec',
  'vmspec.reportIssue',
  'vmspec.reconnect',
  'vmspec.restartLanguageServer',
  'vmspec.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
