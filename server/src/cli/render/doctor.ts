import type { Doctor, DoctorCheck } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import type { Format, Style } from './style.ts';

/** The state of a check as a word, so that nobody depends on a colour. */
const states: { readonly [K in DoctorCheck['state']]: { readonly word: string; readonly format: Format } } = {
  green: { word: 'ok', format: 'green' },
  amber: { word: 'look', format: 'yellow' },
  red: { word: 'FIX', format: 'red' },
  skipped: { word: '-', format: 'dim' },
};

const verdicts: { readonly [K in Doctor['verdict']]: string } = {
  green: 'Nothing stands in the way.',
  amber: 'VMs can be made; some things are worth a look.',
  red: 'VMs cannot be made until what is marked FIX is fixed.',
};

const WIDTH = Math.max(...Object.values(states).map(({ word }) => word.length));

/** Every check on a line, its fix below it, and the verdict at the end. */
export function renderDoctor(doctor: Doctor, style: Style): string {
  const title = Math.max(...doctor.checks.map((check) => check.title.length));
  const lines = doctor.checks.flatMap((check) => {
    const { word, format } = states[check.state];
    const mark = style(format, word.padEnd(WIDTH));
    const line = `${mark}  ${check.title.padEnd(title)}  ${printable(check.message)}`;
    return check.fix === null ? [line] : [line, `${' '.repeat(WIDTH + 2)}→ ${printable(check.fix)}`];
  });
  return [...lines, '', style('bold', verdicts[doctor.verdict])].join('\n');
}
