import { html, nothing, type TemplateResult } from 'lit';
import type { FormJob, FormJobVm } from '#schemas/generated/types.ts';
import type { View } from './context.ts';
import { downIcon, rightIcon } from './icons.ts';

/** VMs of a job that are shown before it is opened. */
const SHOWN = 5;

/** The job that came out of the file: where it stands, VM by VM, and what can be done with it. */
export function jobView(view: View): TemplateResult {
  const { state, store, say } = view;
  const job = state.job?.job ?? null;
  if (job === null) return html``;
  const running = job.phase === 'running' || job.phase === 'cancelling';
  const open = state.ui.jobOpen;
  return html`<section class="job ${job.phase}" aria-labelledby="job-title">
    <h2 id="job-title">${job.title}</h2>
    ${
      running
        ? html`<progress max="100" value=${job.percent} aria-labelledby="job-title"></progress>
            <p>${job.line}</p>`
        : html`<p class="outcome">${job.outcome}</p>
            <p>${job.next}</p>`
    }
    ${job.away === '' ? nothing : html`<p class="stale">${job.away}</p>`} ${vmsView(view, job, open)}
    <p class="help">${say('Job {0}', job.job_id)}</p>
    <div class="buttons">
      ${
        job.phase === 'running'
          ? html`<button @click=${() => store.say({ type: 'action', action: 'cancel' })}>
              ${say('Stop...')}
            </button>`
          : nothing
      }
      ${job.phase === 'cancelling' ? html`<p>${say('Stopping.')}</p>` : nothing}
      ${
        job.retry
          ? html`<button @click=${() => store.say({ type: 'action', action: 'retry' })}>
              ${say('Try Again')}
            </button>`
          : nothing
      }
      ${running ? nothing : html`<button @click=${() => store.say({ type: 'action', action: 'dismissJob' })}>${say('Close')}</button>`}
    </div>
    <p class="unseen" role="status">${running ? '' : job.outcome}</p>
  </section>`;
}

function vmsView({ store, say }: View, { vms }: FormJob, open: boolean): TemplateResult {
  if (vms.length === 0) return html``;
  // Those that failed come first: they are what there is to do.
  const sorted = vms.toSorted((a, b) => Number(b.phase === 'failed') - Number(a.phase === 'failed'));
  const shown = open ? sorted : sorted.slice(0, SHOWN);
  return html`<ul class="job-vms">
      ${shown.map(vmView)}
    </ul>
    ${
      vms.length <= SHOWN
        ? nothing
        : html`<button class="fold" aria-expanded=${open} @click=${() => store.setUi({ jobOpen: !open })}>
            ${open ? downIcon() : rightIcon()}
            ${open ? say('Show fewer') : say('Show all {0} VMs', vms.length)}
          </button>`
    }`;
}

function vmView({ name, state, percent, phase, error }: FormJobVm): TemplateResult {
  return html`<li class=${phase}>
    <span class="name">${name}</span>
    <span class="state">${state}</span>
    ${phase === 'running' ? html`<progress max="100" value=${percent} aria-label=${name}></progress>` : nothing}
    ${error === '' ? nothing : html`<p class="problem error">${error}</p>`}
  </li>`;
}
