import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style.ts';

/** A column: its heading, and on which side its cells are aligned. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

function width(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

function pad(text: string, to: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return right ? space + text : text + space;
}

/**
 * Rows below headings, as wide as their widest cell: nothing is ever cut, so that names can be copied. Cells may carry
 * colours.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string {
  const widths = columns.map((column, index) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.right === true))
      .join('  ')
      .trimEnd();
  const heading = columns.map((column) => column.title);
  return [style('bold', line(heading)), ...rows.map(line)].join('\n');
}
