import { baseName } from '#core/templates/templateNames.ts';
import type { RecordedState } from '#core/templates/templateState.ts';
import type { EventDraft } from '../../store/eventLog.ts';
import type { Emit, Store } from '../../store/store.ts';
import type { TemplateRecord } from '../../store/templates.ts';
import { fold, type HostView } from '../hostView.ts';
import { dependentsIn } from './dependents.ts';
import { recordedStates } from './judgedTemplates.ts';

/** A record that a reading changes. */
export interface TemplateTurn {
  readonly record: TemplateRecord;
  /** State to be told; null: it stays as it is. */
  readonly state: RecordedState | null;
  /** The stamp of a disk that was recorded before stamps could be read; null: nothing to fill in. */
  readonly stamp: string | null;
  readonly event: EventDraft | null;
}

/**
 * Templates that are no longer as the last event told. `isGone` is told of each whether this reading lacks it, and answers
 * whether enough readings in a row did.
 */
export function templateTurns(
  store: Store,
  view: HostView,
  isGone: (id: number, missing: boolean) => boolean,
): TemplateTurn[] {
  const turns: TemplateTurn[] = [];
  for (const { record, state } of recordedStates(store, view)) {
    const gone = isGone(record.id, state === 'missing');
    const stamp = state === 'ok' && record.content_stamp === null ? stampIn(view, record) : null;
    const told = state === record.told || (state === 'missing' && !gone);
    if (told && stamp === null) continue;
    turns.push({
      record,
      stamp,
      state: told ? null : state,
      event: told ? null : turned(view, record, state),
    });
  }
  return turns;
}

function stampIn({ inventory }: HostView, { path }: TemplateRecord): string | null {
  return inventory.templates.find((template) => fold(template.path) === fold(path))?.content_stamp ?? null;
}

/** Writes down what turned and tells it. Inside a transaction. */
export function writeTurns({ templates }: Store, emit: Emit, turns: readonly TemplateTurn[]): void {
  for (const { record, state, stamp, event } of turns) {
    if (stamp !== null) templates.fillStamp(record.id, stamp);
    if (state !== null) templates.tell(record.id, state);
    if (event !== null) emit(event);
  }
}

const words = { ok: 'is again what was recorded', changed: 'was changed', missing: 'is missing' };

function turned(view: HostView, { path }: TemplateRecord, state: RecordedState): EventDraft {
  return templateEvent(view, path, state, `${baseName(path)} ${words[state]}`);
}

/** Names of dependent VMs that an event tells. */
const NAMES_IN_EVENT = 10;

/** Tells what became of a template; `what` is the beginning of a sentence. */
export function templateEvent(view: HostView | null, path: string, state: string, what: string): EventDraft {
  const { disks = 0, vms = [] } = (view === null ? undefined : dependentsIn(view).get(fold(path))) ?? {};
  const depend = vms.length === 1 ? 'one VM depends on it' : `${vms.length} VMs depend on it`;
  const message = vms.length === 0 ? `${what}.` : `${what}; ${depend}.`;
  return {
    type: 'template',
    data: { path, state, children: disks, vms: vms.slice(0, NAMES_IN_EVENT), message },
  };
}
