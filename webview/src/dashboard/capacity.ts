import { html, type TemplateResult } from 'lit';
import type { DashboardResource, DashboardSamples } from '#schemas/generated/types.ts';
import type { Ui } from './ui.ts';

/** Rows of a table that stands for a chart, at most. */
const ROWS = 60;

/** What is taken of each resource, over time. */
export function capacity({ state, say, choose }: Ui): TemplateResult {
  const { samples, chosen } = state;
  if (samples === null || samples.at.length === 0)
    return html`<p class="empty">${say('Nothing is known yet.')}</p>`;
  return html`<div class="capacity-head">
      <p>
        ${say('What is promised of each resource, since this window began to look at {0}.', timeOf(samples.at[0]))}
      </p>
      <button aria-pressed=${chosen.asTable} @click=${() => choose({ asTable: !chosen.asTable })}>
        ${chosen.asTable ? say('Show as Charts') : say('Show as Table')}
      </button>
    </div>
    ${
      chosen.asTable
        ? table(samples, say)
        : html`<div class="charts">${samples.resources.map((resource) => chart(resource, say))}</div>`
    }`;
}

function chart(resource: DashboardResource, say: Ui['say']): TemplateResult {
  const { name, unit, usable } = resource;
  const now = resource.taken.at(-1) ?? 0;
  const summary = say('{0} of {1} {2} taken', now, usable, unit);
  return html`<section class="chart">
    <h2>${name}</h2>
    <p>${summary}</p>
    <div class="plot" data-chart=${name} role="img" aria-label=${`${name}: ${summary}`}></div>
  </section>`;
}

function table({ at, resources }: DashboardSamples, say: Ui['say']): TemplateResult {
  const step = Math.max(1, Math.ceil(at.length / ROWS));
  const last = at.length - 1;
  const indexes = at.map((_, index) => last - index).filter((_, index) => index % step === 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say('Capacity over time')}>
    <table>
      <caption class="unseen">
        ${say('Capacity over time, newest first')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('Time')}</th>
          ${resources.map(({ name, unit, usable }) => html`<th scope="col">${name} (${unit}, ${say('of {0}', usable)})</th>`)}
        </tr>
      </thead>
      <tbody>
        ${indexes.map(
          (index) =>
            html`<tr>
              <th scope="row">${timeOf(at[index])}</th>
              ${resources.map(({ taken }) => html`<td>${taken[index] ?? '–'}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function timeOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toLocaleTimeString(document.documentElement.lang || undefined);
}
