import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormChange } from '#schemas/generated/types.ts';
import type { Field } from '../model/fields.ts';
import { isSame, pointerTo, type Spec } from '../model/spec.ts';
import { readValue, writeValue } from '../model/values.ts';
import { fieldId, type Scope, type View } from './context.ts';
import { type Control, inputControl } from './control.ts';
import { hostControl } from './hostControl.ts';
import { problemAt } from './problemAt.ts';

/** A field of the form: where its value is, and what setting it does. */
export interface Bound {
  readonly field: Field;
  readonly scope: Scope;
  /** Path from the VM, for the id of the control and for pointers. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** VMs that are set with it; the first one's problem is told here. */
  readonly followers: readonly number[];
  /** Of how many VMs the value may be another one; told under the field. */
  readonly others: number;
  /** What setting the value does, from a spec as it was when the field got the focus. */
  readonly set: (spec: Spec, followers: readonly number[], value: unknown) => readonly FormChange[];
}

/** Draws a field: label, control, help, and what is wrong with it. */
export function fieldView(view: View, bound: Bound): TemplateResult {
  const { say } = view;
  const { field, scope, path } = bound;
  const id = fieldId(scope, path);
  const [first] = bound.followers;
  const problem = problemAt(view, first === undefined ? null : pointerTo(first, path), id);
  const help = [field.help === '' ? '' : say(field.help), othersWords(view, bound)].filter(Boolean).join(' ');
  const describedBy = [problem.id, help === '' ? '' : `${id}-help`].filter(Boolean).join(' ');
  const control: Control = {
    id,
    text: shownText(view, bound, id),
    describedBy,
    invalid: problem.isError,
    input: (text) => type(view, bound, id, text),
  };
  const toggle = field.kind.is === 'toggle';
  return html`<div
    class="field ${toggle ? 'toggle' : ''} ${field.kind.is === 'lines' || field.kind.is === 'host' ? 'wide' : ''}"
    data-pointer=${pointerTo(first ?? 0, path)}
    @focusout=${() => view.store.leave(id)}
  >
    <label for=${id}>${say(field.label)}</label>
    ${controlOf(view, bound, control)} ${problem.text}
    ${help === '' ? nothing : html`<p class="help" id="${id}-help">${help}</p>`}
    ${
      scope === 'all' || first === undefined
        ? nothing
        : html`<button
            class="link text-link"
            @click=${() => view.store.say({ type: 'reveal', pointer: pointerTo(first, path) })}
          >
            ${say('Go to text')}<span class="unseen"> ${say(field.label)}</span>
          </button>`
    }
  </div>`;
}

/** What stands in the control: what is being typed as long as the file says the same, else what the file says. */
function shownText({ state }: View, { field, value }: Bound, id: string): string {
  const draft = state.drafts.get(id);
  if (draft === undefined) return writeValue(field, value);
  if (state.pending) return draft;
  return isSame(readValue(field, draft), value) ? draft : writeValue(field, value);
}

function type({ store }: View, bound: Bound, id: string, text: string): void {
  const { spec, followers } = store.session(id, bound.followers);
  store.draft(id, text);
  store.edit(bound.set(spec, followers, readValue(bound.field, text)));
}

function controlOf(view: View, bound: Bound, control: Control): TemplateResult {
  const { kind } = bound.field;
  switch (kind.is) {
    case 'host':
      return hostControl(view, kind.from, control);
    case 'toggle':
      return toggleControl(view, bound, control, kind.byDefault);
    case 'select':
      return selectControl(view, kind, control);
    case 'lines':
      return html`<textarea
        id=${control.id}
        rows="2"
        spellcheck="${kind.placeholder === undefined}"
        placeholder=${kind.placeholder ?? nothing}
        aria-describedby=${control.describedBy || nothing}
        aria-invalid=${control.invalid}
        .value=${live(control.text)}
        @input=${({ target }: Event) => control.input((target as HTMLTextAreaElement).value)}
      ></textarea>`;
    case 'number':
    case 'memory':
      return inputControl(control, kind.is === 'number' ? 'numeric' : 'decimal');
    case 'text':
      return inputControl({ ...control, placeholder: kind.placeholder }, 'text');
    case 'words':
      return inputControl(control, 'text');
  }
}

function selectControl(
  { say }: View,
  { options, byDefault }: Extract<Field['kind'], { is: 'select' }>,
  { id, text, describedBy, invalid, input }: Control,
): TemplateResult {
  const isKnown = text === '' || options.some(({ value }) => String(value) === text);
  return html`<select
    id=${id}
    aria-describedby=${describedBy || nothing}
    aria-invalid=${invalid}
    .value=${live(text)}
    @change=${({ target }: Event) => input((target as HTMLSelectElement).value)}
  >
    <option value="" ?selected=${text === ''}>${say('Default: {0}', say(byDefault))}</option>
    ${options.map(
      ({ value, label }) =>
        html`<option value=${value} ?selected=${String(value) === text}>${say(label)}</option>`,
    )}
    ${isKnown ? nothing : html`<option value=${text} selected>${text}</option>`}
  </select>`;
}

function toggleControl({ store }: View, bound: Bound, control: Control, byDefault: boolean): TemplateResult {
  const checked = typeof bound.value === 'boolean' ? bound.value : byDefault;
  return html`<input
    id=${control.id}
    type="checkbox"
    aria-describedby=${control.describedBy || nothing}
    .checked=${live(checked)}
    @change=${({ target }: Event) => {
      const wanted = (target as HTMLInputElement).checked;
      const value = wanted === byDefault ? undefined : wanted;
      store.edit(bound.set(store.state().spec, bound.followers, value));
    }}
  />`;
}

function othersWords({ say }: View, { others, followers }: Bound): string {
  if (others === 0) return '';
  return say('{0} of {1} VMs; the others differ.', followers.length, followers.length + others);
}
