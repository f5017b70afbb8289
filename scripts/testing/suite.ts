/** A test that was not run, with the reason that its title carries. */
export interface SkippedTest {
  readonly title: string;
  readonly reason: string;
}

/** How a suite ended. */
export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
  readonly seconds: number;
  /** What a person needs to read: failures with their places; empty when all is well. */
  readonly output: string;
}

/** A suite by name, and how to run it. */
export interface Suite {
  readonly name: string;
  /** It is run by itself, when all others have ended. */
  readonly alone?: boolean;
  run(): Promise<SuiteResult>;
}
