/** What one number must be. */
export interface Target {
  readonly bound: 'at least' | 'at most';
  readonly value: number;
}

/** One line of the table: a number, what it must be, and what it was made from. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Null for a number that is told beside the others, to compare with. */
  readonly target: Target | null;
  /** Everything that was measured, for the file of raw numbers. */
  readonly raw: unknown;
}

/** What a figure gets. */
export interface BenchContext {
  /** Root of the repository. */
  readonly root: string;
  /** A folder that is removed when the figure is done. */
  readonly folder: string;
  /** Tells the person who waits what is under way. */
  readonly say: (line: string) => void;
}

/** A figure that the host must reach. */
export interface Figure {
  /** By which it is asked for. */
  readonly name: string;
  measure(context: BenchContext): Promise<Measurement[]>;
}

/** By how much a number misses its target, as a part of the target; 0 or less: it is reached. */
export function missedBy({ value, target }: Measurement): number {
  if (target === null) return 0;
  const short = target.bound === 'at least' ? target.value - value : value - target.value;
  return short / Math.max(1, target.value);
}
