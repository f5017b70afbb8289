import type { ActivityRecord } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { time } from './time.ts';

/** A record as one line: when, who from where, what, and what came of it. */
export function renderActivity(record: ActivityRecord, style: Style): string {
  const { at, who, role, from, action, target, kind, details } = record;
  const asked = kind === 'request' || kind === 'call';
  const words = [
    style('dim', time(at)),
    asked
      ? printable(`${who ?? 'nobody known'}${role === null ? '' : ` (${role})`} from ${from ?? '-'}`)
      : '',
    asked ? printable(action ?? 'an unknown address') : style('bold', kind.replaceAll('_', ' ')),
    printable(target ?? ''),
    asked ? outcome(record, style) : '',
    ...Object.entries(details).map(([name, value]) =>
      printable(`${name.replaceAll('_', ' ')} ${value ?? 'never'}`),
    ),
  ];
  return words.filter((word) => word !== '').join('  ');
}

function outcome({ status, code }: ActivityRecord, style: Style): string {
  if (code === null) return style('green', 'done');
  return style('red', `refused ${String(status)} ${code}`);
}
