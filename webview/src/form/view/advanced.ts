import { html, nothing, type TemplateResult } from 'lit';
import { addItem, removeItem, setMembers } from '../model/changes.ts';
import { advancedGroups, copiesField } from '../model/fields.ts';
import { type ListField, listFields } from '../model/listFields.ts';
import { memberAt, type VmEntry } from '../model/spec.ts';
import { bind } from './bind.ts';
import type { Scope, View } from './context.ts';
import { fieldView } from './field.ts';
import { crossIcon, plusIcon } from './icons.ts';

/** Options that few need, of one VM or of all; lists only of one. */
export function advancedView(view: View, scope: Scope): TemplateResult {
  const { say } = view;
  return html`${advancedGroups.map(
    ({ title, fields }) =>
      html`<fieldset>
        <legend>${say(title)}</legend>
        <div class="fields">${fields.map((field) => fieldView(view, bind(view, scope, field)))}</div>
      </fieldset>`,
  )}
  ${scope === 'all' ? nothing : listFields.map((list) => listView(view, scope, list))}
  ${
    scope === 'all'
      ? nothing
      : html`<fieldset>
          <legend>${say('Several equal ones')}</legend>
          <div class="fields">${fieldView(view, bind(view, scope, copiesField))}</div>
        </fieldset>`
  }`;
}

function listView(view: View, index: number, list: ListField): TemplateResult {
  const { state, store, say } = view;
  const value = memberAt(state.spec.vms[index] ?? {}, list.path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return html`<fieldset>
    <legend>${say(list.title)}</legend>
    ${items.map((item, at) => itemView(view, index, list, item, at))}
    <button @click=${() => store.edit(addItem(state.spec, index, list.path, freshItem(view, list)))}>
      ${plusIcon()} ${say(list.add)}
    </button>
  </fieldset>`;
}

function freshItem({ state }: View, { fresh }: ListField): object {
  const [first] = state.host?.switches ?? [];
  return 'switch' in fresh && first !== undefined ? { ...fresh, switch: first.value } : fresh;
}

function itemView(view: View, index: number, list: ListField, item: unknown, at: number): TemplateResult {
  const { store, say } = view;
  const entry = (typeof item === 'object' && item !== null ? item : {}) as VmEntry;
  const name = say(list.item, at + 1);
  return html`<div class="item" role="group" aria-label=${name}>
    <div class="fields">
      ${list.fields.map((field) => {
        // A member of an item is a member of the VM, some names further down.
        const path = [...list.path, String(at), ...field.path];
        return fieldView(view, {
          field,
          scope: index,
          path,
          value: memberAt(entry, field.path),
          followers: [index],
          others: 0,
          set: (spec, followers, value) =>
            setMembers(spec, followers, path, value).map((change) => ({
              ...change,
              path: change.path.map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step)),
            })),
        });
      })}
    </div>
    <button
      class="icon"
      title=${say('Remove {0}', name)}
      aria-label=${say('Remove {0}', name)}
      @click=${() => store.edit(removeItem(store.state().spec, index, list.path, at))}
    >
      ${crossIcon()}
    </button>
  </div>`;
}
