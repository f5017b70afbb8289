import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardActionName, DashboardJob } from '#schemas/generated/types.ts';
import { filters, pager, sortable } from './controls.ts';
import { PAGE, shownRows } from './rowList.ts';
import type { Ui } from './ui.ts';

/** The jobs, newest first, each with what can be done with it. */
export function jobTable(ui: Ui): TemplateResult {
  const { state, say } = ui;
  const { rows, from, matching } = shownRows(
    state.jobs.values(),
    state.chosen.filter.jobs,
    state.chosen.sort.jobs,
    state.chosen.from,
  );
  return html`${filters(ui, 'jobs', state.jobs.values(), say('jobs'))}
    <div class="scroll" tabindex="0" role="region" aria-label=${say('Jobs of the host')}>
      <table>
        <caption class="unseen">
          ${say('Jobs of the host')}
        </caption>
        <thead>
          <tr>
            ${sortable(ui, 'jobs', 'name', say('Job'))} ${sortable(ui, 'jobs', 'status', say('Status'))}
            ${sortable(ui, 'jobs', 'percent', say('Progress'))}
            ${sortable(ui, 'jobs', 'submitted', say('Submitted'))}
            ${sortable(ui, 'jobs', 'operator', say('By'))}
            <th scope="col">${say('Actions')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            ({ id }) => id,
            (job) => jobRow(ui, job),
          )}
        </tbody>
      </table>
    </div>
    ${pager(ui, from, rows.length, matching, PAGE)}`;
}

function jobRow({ say, act }: Ui, job: DashboardJob): TemplateResult {
  const { id, name, status, percent } = job;
  const isOver = status === 'Success' || status === 'Failed';
  const actions: readonly (readonly [DashboardActionName, string, boolean])[] = [
    ['showJob', say('Show'), true],
    ['cancelJob', say('Cancel…'), !isOver],
    ['retryJob', say('Retry'), status === 'Failed'],
    ['showJobSpec', say('Spec'), job.kind === 'provision'],
  ];
  return html`<tr>
    <th scope="row">${name}</th>
    <td>
      <span class=${`dot ${status}`} aria-hidden="true"></span>${say(status)}
      ${status === 'Success' ? '' : html`<span class="detail">${job.detail}</span>`}
    </td>
    <td>
      <progress max="100" .value=${percent} aria-label=${say('Progress of {0}', name)}></progress>
    </td>
    <td>${new Date(job.submitted).toLocaleString(document.documentElement.lang || undefined)}</td>
    <td>${job.operator}</td>
    <td class="actions">
      ${actions
        .filter(([, , enabled]) => enabled)
        .map(
          ([action, label]) =>
            html`<button aria-label=${`${label} ${name}`} @click=${() => act(action, [id])}>
              ${label}
            </button>`,
        )}
    </td>
  </tr>`;
}
