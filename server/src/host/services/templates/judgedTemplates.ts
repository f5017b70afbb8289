import {
  judgeTemplates,
  stateOf,
  type JudgedTemplate,
  type RecordedState,
} from '#core/templates/templateState.ts';
import type { Store } from '../../store/store.ts';
import type { TemplateRecord } from '../../store/templates.ts';
import { fold, type HostView } from '../hostView.ts';

/**
 * The templates that new VMs may be made from, with what is recorded of them. One that is added where it lies can be used
 * meanwhile.
 */
export function judgedTemplates(
  { templates }: Pick<Store, 'templates'>,
  { inventory }: HostView,
): JudgedTemplate[] {
  const records = templates.all();
  const closed = new Set(records.filter((record) => !isOpen(record)).map(({ path }) => fold(path)));
  const open = inventory.templates.filter(({ path }) => !closed.has(fold(path)));
  return judgeTemplates(
    open,
    records.filter(({ state }) => state === 'RECORDED'),
  );
}

/** Every record of a template that can be used, and whether the host still has that disk. */
export function recordedStates(
  { templates }: Pick<Store, 'templates'>,
  { inventory }: HostView,
): { readonly record: TemplateRecord; readonly state: RecordedState }[] {
  const found = new Map(inventory.templates.map((template) => [fold(template.path), template]));
  return templates
    .all()
    .filter(({ state }) => state === 'RECORDED')
    .map((record) => ({ record, state: stateOf(record, found.get(fold(record.path))) }));
}

function isOpen({ state, temporary }: TemplateRecord): boolean {
  return state === 'RECORDED' || (state === 'ADDING' && temporary === null);
}
