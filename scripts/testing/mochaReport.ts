import type { SkippedTest, SuiteResult } from './suite.ts';

/** What is read of the report that mocha's JSON reporter writes. */
export interface MochaReport {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly MochaTest[];
  readonly pending: readonly MochaTest[];
}

interface MochaTest {
  readonly fullTitle: string;
  readonly file?: string;
  readonly err?: { readonly stack?: string; readonly message?: string };
}

/** The counts of a report, its skipped tests with their reasons, and its failures for people. */
export function readReport(
  text: string,
): Pick<SuiteResult, 'passed' | 'failed' | 'skipped'> & { readonly failures: readonly string[] } {
  const { stats, failures, pending } = JSON.parse(text) as MochaReport;
  return {
    passed: stats.passes,
    failed: stats.failures,
    skipped: pending.map(({ fullTitle }) => skippedTest(fullTitle)),
    failures: failures.map(failureText),
  };
}

function failureText({ fullTitle, file, err }: MochaTest): string {
  return [`✗ ${fullTitle}`, file ?? '', err?.stack ?? err?.message ?? 'no message']
    .filter(Boolean)
    .join('\n  ');
}

/** `skipTest` of `test/support` writes the reason behind the title. */
function skippedTest(fullTitle: string): SkippedTest {
  const match = /^(.*) \[skipped: (.*)\]$/.exec(fullTitle);
  return { title: match?.[1] ?? fullTitle, reason: match?.[2] ?? 'no reason given' };
}
