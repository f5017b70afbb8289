import type { FormChange, FormFromPage, FormToPage } from '#schemas/generated/types.ts';
import { withChange } from '#shared/text/difference.ts';
import type { Channel } from '../shared/channel.ts';
import { addKeys } from './model/guestKeys.ts';
import { placeProblems, type Problems } from './model/problems.ts';
import { readSpec, type Spec } from './model/spec.ts';
import { keptUi, type Ui } from './ui.ts';

type Message<K extends FormToPage['type']> = Extract<FormToPage, { type: K }>;

/** What a field was when typing began: what is typed there counts from that, not from letter to letter. */
export interface Session {
  readonly key: string;
  readonly spec: Spec;
  readonly followers: readonly number[];
}

/** More than fit on a screen. */
const FIRST_ROWS = 30;
/** Rows that are drawn between two pictures. */
const MORE_ROWS = 40;

/** Everything that the page shows. */
export interface FormState {
  readonly document: Message<'document'> | null;
  /** The last text that a form could be made of; empty when there was none yet. */
  readonly text: string;
  readonly spec: Spec;
  /** Rows of VMs that are drawn: what fits on a screen comes first, the others right after. */
  readonly rows: number;
  readonly verdict: Message<'verdict'> | null;
  readonly problems: Problems;
  readonly host: Message<'host'> | null;
  readonly capacity: Message<'capacity'> | null;
  readonly submission: Message<'submission'> | null;
  readonly job: Message<'job'> | null;
  readonly ui: Ui;
  /** What stands in a field that was typed in, by its key. */
  readonly drafts: ReadonlyMap<string, string>;
  /** Edits are on their way: the document does not hold them yet. */
  readonly pending: boolean;
  readonly session: Session | null;
}

/** The state of the page and the ways to change it. */
export interface Store {
  state(): FormState;
  receive(message: FormToPage): void;
  edit(changes: readonly FormChange[]): void;
  say(message: FormFromPage): void;
  setUi(change: Partial<Ui>): void;
  /** Draws more rows, unless all are drawn. */
  moreRows(): void;
  /** The typing in a field, which begins with these VMs when it has not begun yet. */
  session(key: string, followers: readonly number[]): Session;
  /** A field lost the focus: typing is over. */
  leave(key: string): void;
  draft(key: string, text: string): void;
}

export interface StoreOptions {
  readonly channel: Channel<FormFromPage>;
  /** Is called after every change. */
  readonly changed: (state: FormState) => void;
  /** Is told where the cursor of the text stands. */
  readonly focus: (pointer: string) => void;
  /** Is told that a job has begun while the page was shown. */
  readonly begun: () => void;
}

/** Makes the store of a page that was just loaded. */
export function createStore({ channel, changed, focus, begun }: StoreOptions): Store {
  const live = { state: startState(), seq: 0 };
  const become = (change: Partial<FormState>): void => {
    live.state = { ...live.state, ...change };
    changed(live.state);
  };
  const takeDocument = (document: Message<'document'>): void => {
    const { text: before, capacity } = live.state;
    const text = withChange(before, document.change);
    const common = { document, pending: live.seq > document.ack };
    if (text === before) become(common);
    // Whether it fits is not known until the host has looked at it.
    else become({ ...common, text, spec: readSpec(text), capacity: capacity && { ...capacity, fits: null } });
  };
  const edit = (changes: readonly FormChange[]): void => {
    const { document } = live.state;
    if (document?.broken !== null || changes.length === 0) return;
    live.seq += 1;
    channel.post({ type: 'edit', seq: live.seq, base: document.version, changes: [...changes] });
    become({ pending: true });
  };
  return {
    state: () => live.state,
    receive: (message) => {
      switch (message.type) {
        case 'document':
          takeDocument(message);
          return;
        case 'verdict':
          become({ verdict: message, problems: placeProblems(message.problems) });
          return;
        case 'keys':
          edit(addKeys(live.state.spec, message.vms, message.keys));
          return;
        case 'focus':
          focus(message.pointer);
          return;
        case 'job': {
          const { job: before } = live.state;
          become({ job: message });
          if (before !== null && before.job?.job_id !== message.job?.job_id) begun();
          return;
        }
        case 'host':
        case 'capacity':
        case 'submission':
          become({ [message.type]: message });
      }
    },
    edit,
    say: (message) => channel.post(message),
    setUi: (change) => {
      const ui = { ...live.state.ui, ...change };
      channel.keep(ui);
      become({ ui });
    },
    moreRows: () => {
      const { rows, spec } = live.state;
      if (rows < spec.vms.length) become({ rows: rows + MORE_ROWS });
    },
    session: (key, followers) => {
      const { session, spec } = live.state;
      if (session?.key === key) return session;
      const begun = { key, spec, followers };
      become({ session: begun });
      return begun;
    },
    leave: (key) => {
      const drafts = new Map(live.state.drafts);
      drafts.delete(key);
      become({ session: live.state.session?.key === key ? null : live.state.session, drafts });
    },
    draft: (key, text) => become({ drafts: new Map([...live.state.drafts, [key, text]]) }),
  };

  function startState(): FormState {
    return {
      document: null,
      text: '',
      spec: { numVms: undefined, vms: [] },
      rows: FIRST_ROWS,
      verdict: null,
      problems: placeProblems([]),
      host: null,
      capacity: null,
      submission: null,
      job: null,
      ui: keptUi(channel.kept()),
      drafts: new Map(),
      pending: false,
      session: null,
    };
  }
}
