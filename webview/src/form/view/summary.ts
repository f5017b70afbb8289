import { html, nothing, type TemplateResult } from 'lit';
import { partsOf, type PlacedFormProblem } from '../model/problems.ts';
import { countVms } from '../model/spec.ts';
import { withGuest, withValue } from '../ui.ts';
import type { View } from './context.ts';
import { focusLater } from './focus.ts';

/** Problems that are told one by one. */
const SHOWN = 8;

/** Everything that is wrong, in one place; each leads to its field, or to the text where no field shows it. */
export function summaryView(view: View): TemplateResult {
  const { state, say } = view;
  const { all, errors } = state.problems;
  const told = all.filter(({ severity }) => severity !== 'information');
  const notes = all.filter(({ severity, field }) => severity === 'information' && field === null);
  if (told.length === 0 && notes.length === 0) return html``;
  const title = errors > 0 ? errorsWords(view) : say('To look at');
  return html`<section class="notice ${errors > 0 ? 'error' : 'warning'}" aria-labelledby="problems-title">
    ${told.length === 0 ? html`<h2 id="problems-title">${say('To know')}</h2>` : html`<h2 id="problems-title">${title}</h2>`}
    <ul>
      ${[...told.slice(0, SHOWN), ...notes.slice(0, 1)].map((problem) => problemView(view, problem))}
    </ul>
    ${told.length > SHOWN ? html`<p>${say('and {0} more', told.length - SHOWN)}</p>` : nothing}
  </section>`;
}

/** What a screen reader is told when the verdict changes. */
export function verdictWords({ state, say }: View): string {
  const { document, verdict, problems, spec, capacity } = state;
  if (document?.broken != null) return say('The text has a mistake at line {0}.', document.broken.line);
  if (verdict?.checked !== true) return '';
  if (problems.errors > 0) return errorsWords({ state, say });
  const vms = countVms(spec.vms);
  if (capacity?.fits === true) return say('No errors: {0} VMs fit.', vms);
  return say('No errors in {0} VMs.', vms);
}

function errorsWords({ state, say }: Pick<View, 'state' | 'say'>): string {
  const { errors } = state.problems;
  return errors === 1 ? say('1 error to mend') : say('{0} errors to mend', errors);
}

function problemView(view: View, problem: PlacedFormProblem): TemplateResult {
  const { state, store, say } = view;
  const { field, vm, message, pointer } = problem;
  const name = vm === null ? undefined : state.spec.vms[vm]?.['vm_name'];
  const where =
    vm === null ? '' : `${say('VM {0}', vm + 1)}${typeof name === 'string' ? ` (${name})` : ''}: `;
  const go = (): void => {
    if (field === null) store.say({ type: 'reveal', pointer });
    else goToField(view, field);
  };
  return html`<li>
    <button class="link" @click=${go}>${where}${message}</button>
    ${field === null ? html`<span class="help">${say('(in the text)')}</span>` : nothing}
  </li>`;
}

/** Opens what the field is in and focuses it. */
function goToField({ state, store }: View, pointer: string): void {
  const { vm, names } = partsOf(pointer);
  if (vm === null) {
    focusLater('count');
    return;
  }
  const guest = names[0] === 'guest' ? withGuest(state.ui, String(vm), true) : {};
  if (names[0] !== 'vm_name') store.setUi({ open: withValue(state.ui.open, vm, true), ...guest });
  focusLater(['field', vm, ...names].join('-'));
}
