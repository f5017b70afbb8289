/**
 * Where the lines of a text are after an edit; null for one that is gone. Lines before and behind what was edited are
 * found again, those within it keep their places in it.
 */
export function lineShift(before: string, after: string): (line: number) => number | null {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return (line) => {
    if (line < head) return line;
    if (line >= old.length - tail) return line + now.length - old.length;
    return line < now.length - tail ? line : null;
  };
}
