const MB_PER_GB = 1024;

/** MB as GB with one decimal: `4.0 GB`. */
export function gb(mb: number): string {
  return `${(mb / MB_PER_GB).toFixed(1)} GB`;
}

/** Two amounts of MB as GB: `2.0-4.0 GB`. */
export function gbRange(fromMb: number, toMb: number): string {
  return `${(fromMb / MB_PER_GB).toFixed(1)}-${gb(toMb)}`;
}

/** MB as whole GB, rounded: `40 GB`. */
export function wholeGb(mb: number): string {
  return `${String(Math.round(mb / MB_PER_GB))} GB`;
}

/** MB as GB with the MB beside it: `4.0 GB (4096 MB)`. */
export function gbWithMb(mb: number): string {
  return `${gb(mb)} (${String(mb)} MB)`;
}

/** A sentence of a host with its sizes in GB, the MB beside them. */
export function withGb(text: string): string {
  return text.replace(/\b(\d+) MB\b/g, (_size, mb: string) => gbWithMb(Number(mb)));
}

/** An amount of a resource: cores as a number, sizes as GB and MB. */
export function amount(value: number, unit: 'cores' | 'MB'): string {
  return unit === 'cores' ? String(value) : gbWithMb(value);
}

const units = [
  [86400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** Seconds for people: `8 s`, `2 min 5 s`, `3 h 2 min`, `4 d 1 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = units.findIndex(([size]) => whole >= size);
  if (first === -1) return '0 s';
  const [size] = units[first] ?? [1];
  const next = units[first + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[0]);
  const head = roughly(whole);
  return next === undefined || rest === 0 ? head : `${head} ${String(rest)} ${next[1]}`;
}

/** Seconds in the largest unit that they fill, for narrow columns: `8 s`, `2 min`, `3 h`, `4 d`. */
export function roughly(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [size, unit] = units.find(([least]) => whole >= least) ?? [1, 's'];
  return `${String(Math.floor(whole / size))} ${unit}`;
}

/** `1 VM`, `3 VMs`. */
export function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}
