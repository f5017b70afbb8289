const MB_PER_GB = 1024;

/** MB as GB with one decimal: `4.0 GB`. */
export function gb(mb: number): string {
  return `${(mb / MB_PER_GB).toFixed(1)} GB`;
}

/** MB as GB with the MB beside it: `4.0 GB (4096 MB)`. */
export function gbWithMb(mb: number): string {
  return `${gb(mb)} (${String(mb)} MB)`;
}

/** An amount of a resource: cores as a number, sizes as GB and MB. */
export function amount(value: number, unit: 'cores' | 'MB'): string {
  return unit === 'cores' ? String(value) : gbWithMb(value);
}

/** Seconds for people: `8 s`, `2 min 5 s`, `3 h 2 min`, `4 d 1 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const;
  const first = units.findIndex(([size]) => whole >= size);
  if (first === -1) return '0 s';
  const [size, unit] = units[first] ?? [1, 's'];
  const head = `${String(Math.floor(whole / size))} ${unit}`;
  const next = units[first + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[0]);
  return next === undefined || rest === 0 ? head : `${head} ${String(rest)} ${next[1]}`;
}

/** `1 VM`, `3 VMs`. */
export function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}
