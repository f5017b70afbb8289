/** What was seen of a host from outside, over all its lives, to hold it to. */
export interface Witness {
  /** Jobs that were acknowledged. */
  readonly acknowledged: Set<string>;
  /** Every VM that something was ever promised to, by its row, as it was seen last. */
  readonly rows: Map<number, SeenRow>;
  /** Disks that people touched, and VMs that they made: what becomes of them is not the host's doing. */
  readonly touchedDisks: Set<string>;
  readonly handMade: Set<string>;
  /** Position of the last event that was seen. */
  lastSeq: number;
  /** What was promised when it was looked at last, by resource. */
  promised: ReadonlyMap<string, number>;
  /** Something was requested since. */
  mayHaveGrown: boolean;
}

export interface SeenRow {
  readonly vm_id: string | null;
  readonly folder: string;
  readonly disks: readonly string[];
}

export function newWitness(): Witness {
  return {
    ...{ acknowledged: new Set(), rows: new Map(), touchedDisks: new Set(), handMade: new Set() },
    ...{ lastSeq: 0, promised: new Map(), mayHaveGrown: false },
  };
}
