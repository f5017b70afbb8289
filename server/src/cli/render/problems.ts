import type { Place } from '../spec/lineIndex.ts';
import type { CheckedFile } from '../spec/checkSpec.ts';
import { printable } from './printable.ts';
import type { Severity } from '#core/problem.ts';
import { count, withGb } from '#shared/words/size.ts';
import type { Style } from './style.ts';

/** What a line about a problem tells. */
export interface ProblemLine {
  readonly file: string;
  readonly place: Place;
  readonly severity: Severity;
  readonly message: string;
  readonly code: string;
}

/** `file:line:column message [code]`, which editors and terminals turn into a link. */
export function renderProblem(problem: ProblemLine, style: Style): string {
  const where = `${problem.file}:${String(problem.place.line)}:${String(problem.place.column)}`;
  const warning = problem.severity === 'warning' ? `${style('yellow', 'warning:')} ` : '';
  return `${style('bold', where)} ${warning}${printable(problem.message)} ${style('dim', `[${problem.code}]`)}`;
}

/** A problem of no place: `error: message [code]`, sizes in GB too. */
export function renderUnplaced(problem: Omit<ProblemLine, 'file' | 'place'>, style: Style): string {
  const { severity, message, code } = problem;
  const label = style(severity === 'error' ? 'red' : 'yellow', `${severity}:`);
  return `${label} ${withGb(printable(message))} ${style('dim', `[${code}]`)}`;
}

function summary(files: readonly CheckedFile[], style: Style): string {
  const problems = files.flatMap((file) => file.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const vms = files.reduce((sum, file) => sum + file.vms, 0);
  const also = warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
  if (errors === 0) {
    return style('green', `${count(files.length, 'file')} valid, ${count(vms, 'VM')}${also}`);
  }
  const more = files.some((file) => file.truncated) ? ' or more' : '';
  return style('red', `${count(errors, 'error')}${more}${also} in ${count(files.length, 'file')}`);
}

/** Every problem of the files on a line of its own, then a summary. */
export function renderChecked(files: readonly CheckedFile[], style: Style): string {
  const lines = files.flatMap((file) =>
    file.problems.map((problem) => renderProblem({ ...problem, place: problem.start }, style)),
  );
  return [...lines, summary(files, style)].join('\n');
}
