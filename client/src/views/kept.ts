/** A value, with what it was made of. */
export interface Kept<T> {
  readonly basis: readonly unknown[];
  readonly value: T;
}

/** The value from before where it was made of the same, else a new one: of thousands of rows few change at a time. */
export function keep<T>(before: Kept<T> | undefined, basis: readonly unknown[], make: () => T): Kept<T> {
  const isSame = before !== undefined && before.basis.every((one, index) => one === basis[index]);
  return isSame ? before : { basis, value: make() };
}
