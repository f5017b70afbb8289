/**
 * Cuts every list inside a freshly parsed value to `longest` items, in place. The cost of validating a list with an
 * error in each item grows with the square of its length, so a list that is refused for its length is not looked
 * through.
 */
export function clipLists(value: unknown, longest: number): void {
  if (Array.isArray(value)) value.length = Math.min(value.length, longest);
  if (typeof value !== 'object' || value === null) return;
  for (const item of Object.values(value)) clipLists(item, longest);
}
