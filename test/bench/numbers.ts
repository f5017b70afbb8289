/** The value below which the given part (0 to 1) of all values lies. Throws without values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A few quantiles that tell how values are spread. */
export function spread(values: readonly number[]): Readonly<Record<string, number>> {
  const of = (part: number): number => Number(quantile(values, part).toFixed(3));
  return { count: values.length, p50: of(0.5), p90: of(0.9), p99: of(0.99), max: of(1) };
}
