import { missedBy, type Measurement } from './figure.ts';

const head = ['what', 'measured', 'target', 'verdict'];

/** The measurements as a table for people. */
export function table(measurements: readonly Measurement[]): string {
  const rows = [head, ...measurements.map(cellsOf)];
  const widths = head.map((_title, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf(measurement: Measurement): string[] {
  const { what, value, unit, target } = measurement;
  const wanted = target === null ? '' : `${target.bound} ${number(target.value)} ${unit}`;
  return [what, `${number(value)} ${unit}`, wanted, verdict(measurement)];
}

function verdict(measurement: Measurement): string {
  if (measurement.target === null) return 'to compare';
  const missed = missedBy(measurement);
  return missed <= 0 ? 'reached' : `missed by ${(missed * 100).toFixed(0)} %`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
