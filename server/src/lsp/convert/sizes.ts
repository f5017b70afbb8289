const MB_PER_GB = 1024;
const MB_PER_TB = 1024 * 1024;

/** MB (2^20 bytes) in the largest unit that they fill: `512 MB`, `1.5 GB`, `2 TB`. */
export function sizeOf(mb: number): string {
  if (mb < MB_PER_GB) return `${mb} MB`;
  return mb < MB_PER_TB ? `${short(mb / MB_PER_GB)} GB` : `${short(mb / MB_PER_TB)} TB`;
}

/** MB as GB, also where they are less than one: `0.5 GB`. */
export function gbOf(mb: number): string {
  return mb < MB_PER_TB ? `${short(mb / MB_PER_GB)} GB` : sizeOf(mb);
}

/** At most two decimals, and none that say nothing. */
function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
