import type { ConfigKey } from '../settings/configKeys.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** A value of the configuration as JSON. */
export function renderConfigValue(value: unknown): string {
  return printable(JSON.stringify(value));
}

/** Every member of the configuration, with its value or default, and what it is for. */
export function renderConfig(
  keys: readonly ConfigKey[],
  valueOf: (key: string) => unknown,
  style: Style,
): string {
  const rows = keys.map(({ key, description, default: usual }) => {
    const value = valueOf(key);
    const shown =
      value === undefined ? style('dim', usual ?? 'host decides') : style('green', renderConfigValue(value));
    return [key, shown, value === undefined ? style('dim', 'default') : 'set', description];
  });
  return table([{ title: 'Key' }, { title: 'Value' }, { title: '' }, { title: 'Meaning' }], rows, style);
}
