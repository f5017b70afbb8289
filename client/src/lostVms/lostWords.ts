import * as l10n from '@vscode/l10n';
import { count } from '#shared/words/size.ts';

/** VMs that are named. */
const NAMED = 5;

/** Tells that VMs are gone that nobody removed with VMSpec. */
export function lostWords(names: readonly string[], host: string): string {
  const [first = ''] = names;
  if (names.length === 1) {
    return l10n.t(
      '{0} is no longer on {1}: it was removed outside VMSpec. Its CPU, memory and name are free again.',
      first,
      host,
    );
  }
  const more = names.length - NAMED;
  const shown = [...names.slice(0, NAMED), ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join(', ');
  return l10n.t(
    '{0} are no longer on {1}, removed outside VMSpec: {2}. Their CPU, memory and names are free again.',
    count(names.length, 'VM'),
    host,
    shown,
  );
}

/** What marks that a VM was lost, in the name of a file: the same in every window, whatever a host calls its VMs. */
export function lostKey(
  { vm_id, at, seq }: { readonly vm_id?: string; readonly at: string; readonly seq: number },
  hash: (text: string) => string,
): string {
  return hash(JSON.stringify([vm_id ?? '', at, seq]));
}
