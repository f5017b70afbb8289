/** Longest word that is compared; longer ones are no typing slip. */
const LONGEST = 128;

/**
 * The known word that the given one was probably meant to be, or null: few letters differ, one holds the other,
 * or both begin alike. Case is ignored.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  if (wanted.length === 0 || wanted.length > LONGEST) return null;
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.slice(0, LONGEST).toLowerCase());
    if (best === null || distance < best.distance) best = { word: candidate, distance };
  }
  if (best !== null && best.distance <= Math.max(1, Math.floor(wanted.length / 3))) return best.word;
  return known.find((candidate) => akin(candidate.toLowerCase(), wanted)) ?? null;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const match = nearest(word, known);
  return match === null ? '' : ` Did you mean ${JSON.stringify(match)}?`;
}

/** One holds the other, or both begin with the same three letters. */
function akin(candidate: string, wanted: string): boolean {
  if (Math.min(candidate.length, wanted.length) < 3) return false;
  return candidate.includes(wanted) || wanted.includes(candidate) || candidate.startsWith(wanted.slice(0, 3));
}

/** Letters to insert, remove, replace or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
