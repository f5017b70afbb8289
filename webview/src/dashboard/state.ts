import type {
  DashboardHost,
  DashboardJob,
  DashboardRows,
  DashboardSamples,
  DashboardToPage,
  DashboardVm,
} from '#schemas/generated/types.ts';

export type Tab = 'vms' | 'jobs' | 'capacity';

/** What a person has chosen; it is kept while the page is hidden or the window is loaded anew. */
export interface Chosen {
  readonly tab: Tab;
  readonly text: string;
  /** Statuses that are shown; none: all. `Other`: VMs that VMSpec did not create. */
  readonly statuses: readonly string[];
  readonly sort: { readonly vms: Sort; readonly jobs: Sort };
  /** First row of the page, by tab. */
  readonly from: number;
  readonly selected: readonly string[];
  /** Charts are shown as tables. */
  readonly asTable: boolean;
}

export interface Sort {
  readonly column: string;
  readonly down: boolean;
}

/** Everything that the page shows. */
export interface PageState {
  readonly host: DashboardHost | null;
  readonly vms: ReadonlyMap<string, DashboardVm>;
  readonly jobs: ReadonlyMap<string, DashboardJob>;
  /** The rows were told once. */
  readonly known: boolean;
  readonly samples: DashboardSamples | null;
  readonly chosen: Chosen;
}

export const usual: Chosen = {
  tab: 'vms',
  text: '',
  statuses: [],
  sort: { vms: { column: 'name', down: false }, jobs: { column: 'submitted', down: true } },
  from: 0,
  selected: [],
  asTable: false,
};

/** The state of a page that knows nothing, with what was kept of it; whatever was kept by another version is left out. */
export function startState(kept: unknown): PageState {
  const chosen = isChosen(kept) ? { ...usual, ...kept } : usual;
  return { host: null, vms: new Map(), jobs: new Map(), known: false, samples: null, chosen };
}

function isChosen(value: unknown): value is Chosen {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === KEPT_VERSION &&
    'tab' in value &&
    'sort' in value
  );
}

/** Counts the shapes of what is kept. */
export const KEPT_VERSION = 1;

/** The state after a message. */
export function receive(state: PageState, message: DashboardToPage): PageState {
  switch (message.type) {
    case 'host':
      return { ...state, host: message };
    case 'samples':
      return { ...state, samples: message };
    case 'rows':
      return withRows(state, message);
  }
}

function withRows(state: PageState, { full, vms, jobs, gone }: DashboardRows): PageState {
  const merged = <T extends { readonly id: string }>(
    before: ReadonlyMap<string, T>,
    rows: readonly T[],
  ): Map<string, T> => {
    const after = new Map(full ? [] : before);
    for (const row of rows) after.set(row.id, row);
    for (const id of gone) after.delete(id);
    return after;
  };
  const next = { vms: merged(state.vms, vms), jobs: merged(state.jobs, jobs) };
  const selected = state.chosen.selected.filter((id) => next.vms.has(id) || next.jobs.has(id));
  const chosen =
    selected.length === state.chosen.selected.length ? state.chosen : { ...state.chosen, selected };
  return { ...state, ...next, known: true, chosen };
}
