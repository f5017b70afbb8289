import type { SuiteResult } from './suite.ts';

/** The table of all suites, every skipped test with its reason, and the one closing line that adds them up. */
export function summary(results: readonly SuiteResult[]): string {
  const rows = results.map(({ suite, passed, failed, skipped, seconds }) => [
    suite,
    String(passed),
    String(failed),
    String(skipped.length),
    seconds.toFixed(1),
  ]);
  const skips = results.flatMap(({ suite, skipped }) =>
    skipped.map(({ title, reason }) => `skipped: ${suite}: ${title} (${reason})`),
  );
  const table = tableOf([['suite', 'passed', 'failed', 'skipped', 'seconds'], ...rows]);
  return [...table, '', ...skips, ...(skips.length > 0 ? [''] : []), closingLine(results)].join('\n');
}

/** `N passed, N failed`, with `, N skipped` where there are any. */
export function closingLine(results: readonly SuiteResult[]): string {
  const sum = (count: (result: SuiteResult) => number): number =>
    results.reduce((all, one) => all + count(one), 0);
  const skipped = sum((result) => result.skipped.length);
  const counts = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return skipped > 0 ? `${counts}, ${skipped} skipped` : counts;
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
