import type { Shortage } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** What does not fit, resource by resource. */
export function renderShortages(details: readonly Shortage[], style: Style): string {
  return table(
    [
      { title: '  Resource' },
      { title: 'Requested', right: true },
      { title: 'Available', right: true },
      { title: 'Over by', right: true },
    ],
    details.map((short) => [
      `  ${resourceName(short)}`,
      amount(short.requested, short.unit),
      amount(short.available, short.unit),
      amount(short.over_by, short.unit),
    ]),
    style,
  );
}
