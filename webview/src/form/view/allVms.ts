import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { MAX_VMS, setPattern, setTotal } from '../model/changes.ts';
import { mainFields } from '../model/fields.ts';
import { patternOf, readPattern, writePattern } from '../model/names.ts';
import { countPointer } from '../model/problems.ts';
import { countVms } from '../model/spec.ts';
import { advancedView } from './advanced.ts';
import { bind } from './bind.ts';
import type { View } from './context.ts';
import { fieldView } from './field.ts';
import { guestView } from './guest.ts';
import { downIcon, rightIcon } from './icons.ts';
import { memoryView } from './memory.ts';

/** What is set for all VMs at once. */
export function allVmsView(view: View): TemplateResult {
  const { state, store, say } = view;
  const { advanced } = state.ui;
  const many = state.spec.vms.length > 1;
  return html`<section aria-labelledby="all-title">
    <h2 id="all-title">${many ? say('All VMs') : say('The VM')}</h2>
    ${many ? html`<p class="help">${say('What is set here goes to every VM that has the same now.')}</p>` : nothing}
    <div class="fields">
      ${countView(view)} ${patternView(view)}
      ${mainFields.map((field) => fieldView(view, bind(view, 'all', field)))}
    </div>
    ${memoryView(view, 'all')} ${guestView(view, 'all')}
    <button
      class="fold"
      aria-expanded=${advanced}
      aria-controls="all-advanced"
      @click=${() => store.setUi({ advanced: !advanced })}
    >
      ${advanced ? downIcon() : rightIcon()} ${say('More options')}
    </button>
    <div id="all-advanced">${advanced ? advancedView(view, 'all') : nothing}</div>
  </section>`;
}

/** The number takes effect when it is left, so that none that is typed in passing takes VMs away. */
function countView({ state, store, say }: View): TemplateResult {
  const total = countVms(state.spec.vms);
  const problem = state.problems.byField.get(countPointer);
  const described = problem === undefined ? 'count-help' : 'count-problem count-help';
  return html`<div class="field" data-pointer=${countPointer}>
    <label for="count">${say('Number of VMs')}</label>
    <input
      id="count"
      type="number"
      min="1"
      max=${MAX_VMS}
      aria-describedby=${described}
      .value=${live(state.drafts.get('count') ?? String(total))}
      @input=${({ target }: Event) => store.draft('count', (target as HTMLInputElement).value)}
      @focusout=${() => store.leave('count')}
      @change=${({ target }: Event) => {
        const input = target as HTMLInputElement;
        const wanted = Number(input.value);
        if (Number.isInteger(wanted) && wanted >= 1) store.edit(setTotal(store.state().spec, wanted));
        store.leave('count');
      }}
    />
    ${problem === undefined ? nothing : html`<p class="problem ${problem.severity}" id="count-problem">${problem.message}</p>`}
    <p class="help" id="count-help">${say('New ones are like the last one.')}</p>
  </div>`;
}

/** A pattern takes effect as soon as it is one. */
function patternView({ state, store, say }: View): TemplateResult {
  const pattern = patternOf(state.spec.vms.map(({ vm_name }) => vm_name));
  const shown = pattern === null ? '' : writePattern(pattern);
  const draft = state.drafts.get('pattern');
  const wrong = draft !== undefined && draft.trim() !== '' && readPattern(draft) === null;
  return html`<div class="field">
    <label for="pattern">${say('Names')}</label>
    <input
      id="pattern"
      type="text"
      autocomplete="off"
      spellcheck="false"
      placeholder="web-{01}"
      aria-describedby=${wrong ? 'pattern-problem pattern-help' : 'pattern-help'}
      aria-invalid=${wrong}
      .value=${live(draft ?? shown)}
      @focusout=${() => store.leave('pattern')}
      @input=${({ target }: Event) => {
        const { value } = target as HTMLInputElement;
        const { spec } = store.session('pattern', []);
        store.draft('pattern', value);
        const wanted = readPattern(value);
        if (wanted !== null) store.edit(setPattern(spec, wanted));
      }}
    />
    ${wrong ? html`<p class="problem error" id="pattern-problem">${say('One number in braces is needed, such as web-{01}.')}</p>` : nothing}
    <p class="help" id="pattern-help">${say('The number in braces is the first one.')}</p>
  </div>`;
}
