import { html, type TemplateResult } from 'lit';
import { addKeys, removeKey, setKey } from '../model/guestKeys.ts';
import { keyField, keyList, KEYS } from '../model/guestFields.ts';
import { pointerTo } from '../model/spec.ts';
import { bind } from './bind.ts';
import { fieldId, type Scope, type View } from './context.ts';
import { fieldView } from './field.ts';
import { focusLater } from './focus.ts';
import { crossIcon, plusIcon } from './icons.ts';
import { problemAt } from './problemAt.ts';

/** The public keys of a VM, or of all that have what most have: one a line, typed, pasted or the person's own. */
export function guestKeysView(view: View, scope: Scope): TemplateResult {
  const { store, say } = view;
  const { value, followers } = bind(view, scope, { ...keyField, path: KEYS });
  const keys: readonly unknown[] = Array.isArray(value) ? value : [];
  const id = fieldId(scope, KEYS);
  const problem = problemAt(view, pointerTo(followers[0] ?? 0, KEYS), id);
  const describedBy = [problem.id, `${id}-help`].filter(Boolean).join(' ');
  const add = (): void => {
    store.edit(addKeys(store.state().spec, followers, ['']));
    focusLater(fieldId(scope, [...KEYS, keys.length]));
  };
  return html`<fieldset data-pointer=${pointerTo(followers[0] ?? 0, KEYS)}>
    <legend>${say(keyList.title)}</legend>
    ${keys.map((key, at) => keyView(view, scope, followers, key, at))} ${problem.text}
    <p class="help" id="${id}-help">${say(keyList.help)}</p>
    <div class="buttons">
      <button id=${id} aria-describedby=${describedBy} @click=${add}>
        ${plusIcon()} ${say(keyList.add)}
      </button>
      <button @click=${() => store.say({ type: 'pickKeys', vms: [...followers] })}>
        ${plusIcon()} ${say('Add my public key')}
      </button>
    </div>
  </fieldset>`;
}

function keyView(
  view: View,
  scope: Scope,
  followers: readonly number[],
  value: unknown,
  at: number,
): TemplateResult {
  const { store, say } = view;
  const name = say(keyList.item, at + 1);
  const remove = (): void => {
    store.edit(removeKey(store.state().spec, followers, at));
    focusLater(fieldId(scope, KEYS));
  };
  return html`<div class="item" role="group" aria-label=${name}>
    <div class="fields">
      ${fieldView(view, {
        field: keyField,
        scope,
        path: [...KEYS, at],
        value,
        followers,
        others: 0,
        set: (spec, indexes, text) => setKey(spec, indexes, at, String(text)),
      })}
    </div>
    <button
      class="icon"
      title=${say('Remove {0}', name)}
      aria-label=${say('Remove {0}', name)}
      @click=${remove}
    >
      ${crossIcon()}
    </button>
  </div>`;
}
