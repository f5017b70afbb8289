import { html, type TemplateResult } from 'lit';
import { capacity } from './capacity.ts';
import { tabs } from './controls.ts';
import { jobTable } from './jobTable.ts';
import type { Ui } from './ui.ts';
import { vmTable } from './vmTable.ts';

/** The whole page. */
export function dashboardPage(ui: Ui): TemplateResult {
  const { state, say } = ui;
  const { host, known } = state;
  return html`<header>
      <h1>${host === null || host.name === '' ? say('VMSpec Dashboard') : host.name}</h1>
      ${host?.simulated === true ? html`<span class="practice">${say('Practice host: nothing is created')}</span>` : ''}
      <button class="primary" @click=${() => ui.act('provisionVms', [])}>${say('Provision VMs…')}</button>
    </header>
    ${standing(ui)}
    ${
      known && host?.name !== ''
        ? html`${tabs(ui)}
            <section id="panel" role="tabpanel" aria-labelledby=${`tab-${state.chosen.tab}`}>
              ${panel(ui)}
            </section>`
        : ''
    }`;
}

function panel(ui: Ui): TemplateResult {
  switch (ui.state.chosen.tab) {
    case 'vms':
      return vmTable(ui);
    case 'jobs':
      return jobTable(ui);
    case 'capacity':
      return capacity(ui);
  }
}

/** Why there is nothing to see, or why it may be old, with what can be done. */
function standing({ state, say, act }: Ui): TemplateResult | string {
  const { host } = state;
  if (host === null) return html`<p role="status">${say('Loading…')}</p>`;
  switch (host.standing) {
    case 'open':
      return '';
    case 'connecting':
      return html`<p role="status">${say('Connecting to the host…')}</p>`;
    case 'away':
      return html`<div class="notice" role="status">
        <p>${host.message}</p>
        <button @click=${() => act('reconnect', [])}>${say('Try Again')}</button>
      </div>`;
    case 'none':
      return html`<div class="notice" role="status">
        <p>${host.message}</p>
        <button @click=${() => act('tryPracticeHost', [])}>${say('Try with a Practice Host')}</button>
        <button @click=${() => act('addHost', [])}>${say('Add Hyper-V Host…')}</button>
      </div>`;
  }
}
