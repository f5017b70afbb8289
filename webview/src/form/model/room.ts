import type { FormResource } from '#schemas/generated/types.ts';

/** What a stretch of a bar stands for. */
export type SegmentKind = 'reserve' | 'used' | 'coming' | 'request' | 'free' | 'over';

/** A stretch of a bar, in thousandths of its length. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly from: number;
  readonly length: number;
}

/** The stretches of the bar of a resource, without gaps; where it is too much the bar is as long as all together. */
export function segmentsOf(resource: FormResource): Segment[] {
  const { host_reserve, committed, reserved, requested, free_after, over_by } = resource;
  // What is too much is the last part of what is asked for, as far as that goes.
  const beyond = Math.min(over_by, requested);
  const parts: readonly (readonly [SegmentKind, number])[] = [
    ['reserve', host_reserve],
    ['used', committed],
    ['coming', reserved],
    ['request', requested - beyond],
    ['over', beyond],
    ['free', free_after],
  ];
  const whole = parts.reduce((sum, [, amount]) => sum + amount, 0);
  if (whole <= 0) return [];
  let from = 0;
  return parts.flatMap(([kind, amount]) => {
    const segment = { kind, from, length: (amount / whole) * 1000 };
    from += segment.length;
    return segment.length > 0 ? [segment] : [];
  });
}
