import { html, type TemplateResult } from 'lit';
import { boundsOf, setBounds } from '../model/changes.ts';
import { memoryFields, staticMemoryField } from '../model/fields.ts';
import { isStatic, memoryMembers, toDynamic, toStatic } from '../model/memory.ts';
import { sharedValues } from '../model/shared.ts';
import { withValue } from '../ui.ts';
import { bind, bindStatic } from './bind.ts';
import { fieldId, type Scope, type View } from './context.ts';
import { fieldView } from './field.ts';

/** The memory of a VM, or of all: one size, or three bounds that move together. */
export function memoryView(view: View, scope: Scope): TemplateResult {
  const { state, store, say } = view;
  const followers = scope === 'all' ? sharedValues(state.spec, memoryMembers) : [scope];
  const [first] = followers;
  const bounds = boundsOf(state.spec.vms[first ?? 0] ?? {});
  const key = String(scope);
  const isFixed = isStatic(bounds) && !state.ui.dynamic.includes(key);
  const id = fieldId(scope, ['memory', 'kind']);
  const choose = ({ target }: Event): void => {
    const dynamic = (target as HTMLSelectElement).value === 'dynamic';
    store.setUi({ dynamic: withValue(state.ui.dynamic, key, dynamic) });
    const change = dynamic ? toDynamic : toStatic;
    store.edit(followers.flatMap((index) => setBounds(index, change(boundsOf(state.spec.vms[index] ?? {})))));
  };
  const fields = isFixed
    ? [fieldView(view, bindStatic(view, scope, staticMemoryField))]
    : memoryFields.map((field) => fieldView(view, bind(view, scope, field)));
  return html`<fieldset class="memory">
    <legend class="unseen">${say('Memory')}</legend>
    <div class="field">
      <label for=${id}>${say('Kind of memory')}</label>
      <select id=${id} @change=${choose}>
        <option value="static" ?selected=${isFixed}>${say('Static: always the same')}</option>
        <option value="dynamic" ?selected=${!isFixed}>${say('Dynamic: between bounds')}</option>
      </select>
    </div>
    ${fields}
  </fieldset>`;
}
