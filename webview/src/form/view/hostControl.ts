import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormChoice } from '#schemas/generated/types.ts';
import type { Source } from '../model/fields.ts';
import { withValue } from '../ui.ts';
import type { View } from './context.ts';
import { type Control, inputControl } from './control.ts';

/** The value of the entry that leads to typing; no value of a host begins so. */
const OTHER = '\u0000other';

/** A list of what the host has; a line to type where there is no host, or where a person wants another value. */
export function hostControl(view: View, from: Source, control: Control): TemplateResult {
  const { state, store, say } = view;
  const choices = state.host?.[from] ?? [];
  const typed = state.ui.typed.includes(control.id);
  const setTyped = (there: boolean): void =>
    store.setUi({ typed: withValue(state.ui.typed, control.id, there) });
  if (choices.length === 0) return inputControl(control, 'text');
  if (typed) {
    return html`${inputControl(control, 'text')}
      <button class="link" @click=${() => setTyped(false)}>${say('Choose from the list')}</button>`;
  }
  const known = choices.some(({ value }) => value === control.text);
  return html`<select
    id=${control.id}
    aria-describedby=${control.describedBy || nothing}
    aria-invalid=${control.invalid}
    .value=${live(control.text)}
    @change=${({ target }: Event) => {
      const { value } = target as HTMLSelectElement;
      if (value === OTHER) setTyped(true);
      else control.input(value);
    }}
  >
    ${known ? nothing : unknownOption(view, control.text, from)}
    ${from === 'volumes' && known ? html`<option value="">${say('Default')}</option>` : nothing}
    ${choices.map((choice) => option(choice, control.text))}
    <option value=${OTHER}>${say('Type another one...')}</option>
  </select>`;
}

function option({ value, label }: FormChoice, text: string): TemplateResult {
  return html`<option value=${value} ?selected=${value === text}>${label}</option>`;
}

/** A value that the host does not have is marked; none at all is the default of a volume, and missing elsewhere. */
function unknownOption({ say }: View, text: string, from: Source): TemplateResult {
  const empty = from === 'volumes' ? say('Default') : say('Choose one');
  return html`<option value=${text} selected>
    ${text === '' ? empty : say('{0} (not on this host)', text)}
  </option>`;
}
