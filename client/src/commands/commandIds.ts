import { lensCommands } from '#schemas/lsp/lensCommands.ts';

/** Every command of the extension, as the manifest declares them: a test compares the two. */
export const commandIds = [
  lensCommands.plan,
  lensCommands.provision,
  'vmspec.provisionVms',
  'vmspec.openForm',
  'vmspec.openText',
  'vmspec.connectToHost',
  'vmspec.forgetHost',
  'vmspec.reconnect',
  'vmspec.restartLanguageServer',
  'vmspec.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
