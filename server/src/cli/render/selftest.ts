import type { SelftestCheck, SelftestPlan } from '../../host/hyperv/selftest.ts';
import { printable } from './printable.ts';
import { count } from '#shared/words/size.ts';
import type { Style } from './style.ts';

/** Width of the column of checks. */
const WIDTH = 52;

/** One line of the table, which grows while the self-test runs. */
export function renderCheck({ check, passed, detail }: SelftestCheck, style: Style): string {
  const mark = passed ? style('green', 'ok  ') : style('red', 'FAIL');
  return `${mark}  ${printable(check).padEnd(WIDTH)}  ${style('dim', printable(detail))}`.trimEnd();
}

/** What a self-test that makes VMs is about to do. */
export function renderSelftestPlan({ parent, shapes, left }: SelftestPlan): string {
  return [
    `It makes ${count(shapes.length, 'tiny VM')} (512 MB, started for a moment), one after the other, and removes each again:`,
    ...shapes.map((shape) => `  ${printable(shape)}`),
    `and tries what Hyper-V refuses on two more. All of it lies in a new folder below ${printable(parent)}, which is removed at the end.`,
    ...left.map(
      (folder) => `It removes what an earlier self-test left, with the VMs in it: ${printable(folder)}`,
    ),
  ].join('\n');
}
