import * as l10n from '@vscode/l10n';
import type { Host } from '#schemas/generated/types.ts';
import { roleSuffices } from '#schemas/roles.ts';
import { CommandFailure } from './commandFailure.ts';

/** Throws CommandFailure where the host would refuse a change in any case, so that nobody is asked in vain. */
export function needOperator({ name, role }: Pick<Host, 'name' | 'role'>): void {
  if (roleSuffices(role, 'operator')) return;
  throw new CommandFailure(
    l10n.t('This needs the role operator; your token for {0} has the role {1}.', name, role),
    l10n.t('Ask an administrator of the host for another token.'),
  );
}
