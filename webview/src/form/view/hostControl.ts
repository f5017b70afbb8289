import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormChoice } from '#schemas/generated/types.ts';
import { choiceOf } from '../model/choices.ts';
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
  const meant = choiceOf(choices, control.text);
  const listed = meant?.value === control.text;
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
    ${listed ? nothing : ownOption(view, control.text, meant, from)}
    ${from === 'volumes' && meant !== undefined ? html`<option value="">${say('Default')}</option>` : nothing}
    ${choices.map((choice) => option(choice, control.text))}
    <option value=${OTHER}>${say('Type another one...')}</option>
  </select>`;
}

function option({ value, label }: FormChoice, text: string): TemplateResult {
  return html`<option value=${value} ?selected=${value === text}>${label}</option>`;
}

/** A value as it is written; one that the host does not have is marked. None is the default of a volume, and missing elsewhere. */
function ownOption({ say }: View, text: string, meant: FormChoice | undefined, from: Source): TemplateResult {
  const empty = from === 'volumes' ? say('Default') : say('Choose one');
  const words = meant?.label ?? say('{0} (not on this host)', text);
  return html`<option value=${text} selected>${text === '' ? empty : words}</option>`;
}
