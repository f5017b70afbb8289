/** The order of two versions such as `0.2.0` or `0.2.0-beta.1`: below 0 when the first is the older one. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [parts(one), parts(other)];
  for (const [index, number] of first.numbers.entries()) {
    const difference = number - (second.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // A pre-release comes before what it leads to.
  if (first.rest === '' || second.rest === '') return Number(first.rest === '') - Number(second.rest === '');
  return first.rest.localeCompare(second.rest, 'en', { numeric: true });
}

function parts(version: string): { readonly numbers: readonly number[]; readonly rest: string } {
  const [, major = '0', minor = '0', patch = '0', rest = ''] =
    /^(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?/.exec(version) ?? [];
  return { numbers: [major, minor, patch].map(Number), rest };
}
