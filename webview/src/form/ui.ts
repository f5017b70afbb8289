/** What a person has opened and chosen in the page; it comes back after a reload of the window. */
export interface Ui {
  /** Positions of the VMs that are open. */
  readonly open: readonly number[];
  /** The options that few need are shown, for all VMs. */
  readonly advanced: boolean;
  /** Room as a table. */
  readonly table: boolean;
  /** Every VM of the job is shown. */
  readonly jobOpen: boolean;
  /** Keys of fields where a value of the host is typed and not chosen. */
  readonly typed: readonly string[];
  /** Scopes whose guest settings are shown, and those that were closed though something is set there. */
  readonly guestOpen: readonly string[];
  readonly guestClosed: readonly string[];
  /** Scopes with dynamic memory though its bounds are equal at the moment. */
  readonly dynamic: readonly string[];
}

const start: Ui = {
  open: [],
  advanced: false,
  table: false,
  jobOpen: false,
  typed: [],
  guestOpen: [],
  guestClosed: [],
  dynamic: [],
};

/** What was kept; whatever else it is, the start. */
export function keptUi(kept: unknown): Ui {
  if (typeof kept !== 'object' || kept === null) return start;
  const { open, advanced, table, jobOpen }: Partial<Record<string, unknown>> = { ...kept };
  return {
    ...start,
    open: Array.isArray(open) ? open.filter((one) => typeof one === 'number') : [],
    advanced: advanced === true,
    table: table === true,
    jobOpen: jobOpen === true,
  };
}

/** Shows or hides the guest settings of a scope. */
export function withGuest({ guestOpen, guestClosed }: Ui, scope: string, there: boolean): Partial<Ui> {
  return {
    guestOpen: withValue(guestOpen, scope, there),
    guestClosed: withValue(guestClosed, scope, !there),
  };
}

/** The list with a value, or without it. */
export function withValue<T>(list: readonly T[], value: T, there: boolean): readonly T[] {
  const others = list.filter((one) => one !== value);
  return there ? [...others, value] : others;
}

/** Open VMs after one was put in or taken out. */
export function shiftOpen(open: readonly number[], at: number, by: 1 | -1): readonly number[] {
  const rest = by === -1 ? open.filter((index) => index !== at) : open;
  return rest.map((index) => (index >= at ? index + by : index));
}
