import { html, nothing, type TemplateResult } from 'lit';
import { allVmsView } from './allVms.ts';
import { capacityView } from './capacity.ts';
import type { View } from './context.ts';
import { hostLine } from './hostLine.ts';
import { jobView } from './job.ts';
import { rowsView } from './rows.ts';
import { submitView } from './submit.ts';
import { summaryView, verdictWords } from './summary.ts';

/** The whole page. */
export function pageView(view: View): TemplateResult {
  const { state, say } = view;
  const { document } = state;
  if (document === null) return html`<p class="help loading">${say('Loading.')}</p>`;
  const isBroken = document.broken !== null;
  return html`<div class="form">
      <header>
        <h1>${say('Provision VMs')}</h1>
        <p class="help">${document.name}</p>
        ${hostLine(view)} ${brokenView(view)}
      </header>
      ${jobView(view)}
      <div class="columns">
        <div class="column" ?inert=${isBroken}>
          ${isBroken ? nothing : summaryView(view)} ${allVmsView(view)} ${rowsView(view)}
        </div>
        <aside>${capacityView(view)}</aside>
      </div>
      ${submitView(view)}
    </div>
    <p class="unseen" role="status">${verdictWords(view)}</p>`;
}

function brokenView({ state, store, say }: View): TemplateResult {
  const broken = state.document?.broken ?? null;
  if (broken === null) return html``;
  const hasForm = state.text !== '';
  return html`<div class="notice error" role="alert">
    <p>
      <strong>${say('The text has a mistake at line {0}:', broken.line)}</strong> ${broken.message}.
      ${hasForm ? say('Below is how it was before; it can be changed again once the text is mended.') : nothing}
    </p>
    <button @click=${() => store.say({ type: 'action', action: 'openText' })}>${say('Open the Text')}</button>
  </div>`;
}
