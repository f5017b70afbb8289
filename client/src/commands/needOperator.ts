import * as l10n from '@vscode/l10n';
import type { Host } from '#schemas/generated/types.ts';
import { roleSuffices, type Role } from '#schemas/roles.ts';
import { CommandFailure } from './commandFailure.ts';

/** Throws CommandFailure where the host would refuse a change in any case, so that nobody is asked in vain. */
export function needOperator(host: Pick<Host, 'name' | 'role'>): void {
  needRole(host, 'operator');
}

/** The same for what only administrators of a host may do. */
export function needAdmin(host: Pick<Host, 'name' | 'role'>): void {
  needRole(host, 'admin');
}

function needRole({ name, role }: Pick<Host, 'name' | 'role'>, needed: Role): void {
  if (roleSuffices(role, needed)) return;
  throw new CommandFailure(
    l10n.t('This needs the role {0}; your token for {1} has the role {2}.', needed, name, role),
    l10n.t('Ask an administrator of the host for another token.'),
  );
}
