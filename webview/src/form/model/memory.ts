const MB_PER_GB = 1024;
/** The least that Hyper-V gives a VM. */
const LEAST_MB = 32;

/** MB as the GB that stand in a field: `2`, `1.5`; MB where GB would not say it exactly. */
export function writeGb(mb: unknown): string {
  if (typeof mb !== 'number') return mb === undefined ? '' : textOf(mb);
  for (const decimals of [0, 1, 2, 3]) {
    const text = (mb / MB_PER_GB).toFixed(decimals);
    if (readGb(text) === mb) return text;
  }
  return `${String(mb)} MB`;
}

/** A field as even MB: `2`, `1,5`, `512 MB`, `1 TB`; null when it is no size. */
export function readGb(text: string): number | null {
  const match = /^(\d+(?:[.,]\d*)?|[.,]\d+)\s*(tb?|gb?|mb?)?$/i.exec(text.trim());
  if (match === null) return null;
  const amount = Number((match[1] ?? '').replace(',', '.'));
  const unit = (match[2] ?? 'g').toLowerCase();
  const mb = unit.startsWith('t')
    ? amount * MB_PER_GB * MB_PER_GB
    : unit.startsWith('m')
      ? amount
      : amount * MB_PER_GB;
  return 2 * Math.round(mb / 2);
}

/** The three bounds of the memory of a VM, in MB; what stands in the file may be anything. */
export interface MemoryBounds {
  readonly ram_min_mb: unknown;
  readonly ram_startup_mb: unknown;
  readonly ram_max_mb: unknown;
}

export type MemoryMember = keyof MemoryBounds;

/** From the least to the most. */
export const memoryMembers = ['ram_min_mb', 'ram_startup_mb', 'ram_max_mb'] as const;

/** The bounds when one of them is set: those that would be on its wrong side move along. */
export function withBound(bounds: MemoryBounds, member: MemoryMember, mb: number): MemoryBounds {
  const at = memoryMembers.indexOf(member);
  const moved = memoryMembers.map((name, index): unknown => {
    const value = bounds[name];
    if (index === at || typeof value !== 'number') return index === at ? mb : value;
    return index < at ? Math.min(value, mb) : Math.max(value, mb);
  });
  return { ram_min_mb: moved[0], ram_startup_mb: moved[1], ram_max_mb: moved[2] };
}

/** All three the same: the VM always has this much. */
export function isStatic({ ram_min_mb, ram_startup_mb, ram_max_mb }: MemoryBounds): boolean {
  return ram_min_mb === ram_startup_mb && ram_startup_mb === ram_max_mb;
}

/** Static memory of the size that the VM starts with. */
export function toStatic({ ram_startup_mb }: MemoryBounds): MemoryBounds {
  return { ram_min_mb: ram_startup_mb, ram_startup_mb, ram_max_mb: ram_startup_mb };
}

/** Dynamic memory around the size that the VM starts with: half of it at least, twice at most. */
export function toDynamic(bounds: MemoryBounds): MemoryBounds {
  const { ram_startup_mb: startup } = bounds;
  if (typeof startup !== 'number') return bounds;
  const half = 2 * Math.floor(startup / 4);
  return {
    ram_min_mb: Math.min(startup, Math.max(LEAST_MB, half)),
    ram_startup_mb: startup,
    ram_max_mb: startup * 2,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
