import { lensCommands } from '#schemas/lsp/lensCommands.ts';
import type { Parts } from '../parts.ts';
import type { CommandId } from './commandIds.ts';

/** A command: a module of its own, which is loaded when it is first used. */
export interface CommandModule {
  /** Does what it is for. Rejects with HostFailure or CommandFailure for what a person is told. */
  readonly run: (parts: Parts, argument: unknown) => Promise<void>;
}

/** Where each command is. */
export const commandTable: Readonly<Record<CommandId, () => Promise<CommandModule>>> = {
  [lensCommands.plan]: () => import('./plan.ts'),
  [lensCommands.provision]: () => import('./provision.ts'),
  'vmspec.provisionVms': () => import('./provisionVms.ts'),
  'vmspec.openForm': () => import('./openForm.ts'),
  'vmspec.openText': () => import('./openText.ts'),
  'vmspec.connectToHost': () => import('./connectToHost.ts'),
  'vmspec.forgetHost': () => import('./forgetHost.ts'),
  'vmspec.reconnect': () => import('./reconnect.ts'),
  'vmspec.restartLanguageServer': () => import('./restartLanguageServer.ts'),
  'vmspec.showLog': () => import('./showLog.ts'),
};
