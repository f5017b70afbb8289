import { html, nothing, svg, type TemplateResult } from 'lit';
import type { FormResource } from '#schemas/generated/types.ts';
import { gb } from '#shared/words/size.ts';
import { type SegmentKind, segmentsOf } from '../model/room.ts';
import type { View } from './context.ts';

const HEIGHT = 20;

/** The room on the host, with what this request takes of it: bars with patterns, a sentence each, and a table on demand. */
export function capacityView(view: View): TemplateResult {
  const { state, store, say } = view;
  const { capacity, host } = state;
  if (capacity === null) return html``;
  const { resources } = capacity;
  return html`<section
    class="room"
    aria-labelledby="room-title"
    aria-busy=${capacity.state === 'current' && capacity.fits === null}
  >
    <h2 id="room-title">${host?.name == null ? say('Room on the host') : say('Room on {0}', host.name)}</h2>
    ${capacity.reason === '' || resources.length === 0 ? nothing : html`<p class="stale">${capacity.reason}</p>`}
    ${resources.length === 0 ? html`<p class="help">${say('Once a host is connected, this shows what the VMs take of it.')}</p>` : nothing}
    ${patterns()}
    ${state.ui.table ? tableView(view, resources) : resources.map((resource) => barView(view, resource))}
    ${resources.length === 0 || state.ui.table ? nothing : legendView(view, resources)}
    ${
      resources.length === 0
        ? nothing
        : html`<button
            class="link"
            aria-pressed=${state.ui.table}
            @click=${() => store.setUi({ table: !state.ui.table })}
          >
            ${state.ui.table ? say('Show as bars') : say('Show as table')}
          </button>`
    }
  </section>`;
}

function barView(view: View, resource: FormResource): TemplateResult {
  return html`<div class="resource ${resource.over_by > 0 ? 'over' : ''}">
    <h3>${resource.name}</h3>
    <svg class="bar" viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${segmentsOf(resource).map(
        ({ kind, from, length }) =>
          svg`<rect class="segment ${kind}" x=${from} y="0" width=${length} height=${HEIGHT} /><rect x=${from} y="0" width=${length} height=${HEIGHT} fill="url(#pattern-${kind})" />`,
      )}
    </svg>
    <p class="sentence">${sentenceOf(view, resource)}</p>
  </div>`;
}

/** A pattern for each kind, so that it is told apart without its colour. */
function patterns(): TemplateResult {
  const lines = (kind: SegmentKind, size: number, path: string): unknown =>
    svg`<pattern id="pattern-${kind}" width=${size} height=${size} patternUnits="userSpaceOnUse"><path class="ink" d=${path} /></pattern>`;
  return html`<svg class="unseen" aria-hidden="true" width="0" height="0">
    <defs>
      ${lines('reserve', 8, 'M0 8L8 0')} ${lines('coming', 6, 'M3 0V6')}
      ${lines('request', 8, 'M0 0L8 8M0 8L8 0')} ${lines('over', 6, 'M0 3H6M3 0V6')} ${lines('used', 6, '')}
      ${lines('free', 6, '')}
    </defs>
  </svg>`;
}

function legendView({ say }: View, resources: readonly FormResource[]): TemplateResult {
  const there = new Set(resources.flatMap((resource) => segmentsOf(resource).map(({ kind }) => kind)));
  const words: readonly (readonly [SegmentKind, string])[] = [
    ['reserve', say('Kept for the host')],
    ['used', say('Used')],
    ['coming', say('Reserved for jobs')],
    ['request', say('This request')],
    ['over', say('Too much')],
    ['free', say('Free')],
  ];
  return html`<ul class="legend">
    ${words
      .filter(([kind]) => there.has(kind))
      .map(
        ([kind, word]) =>
          html`<li>
            <svg width="16" height="12" aria-hidden="true">
              <rect class="segment ${kind}" width="16" height="12" />
              <rect width="16" height="12" fill="url(#pattern-${kind})" /></svg
            >${word}
          </li>`,
      )}
  </ul>`;
}

function sentenceOf({ say }: View, resource: FormResource): string {
  const size = sizeIn(resource);
  const { requested, free_after, over_by, limit, committed, host_reserve, reserved } = resource;
  const free = limit - committed - host_reserve - reserved;
  if (over_by > 0 && requested > 0) {
    return say('Needs {0}; {1} free: {2} too much.', size(requested), size(Math.max(0, free)), size(over_by));
  }
  if (over_by > 0) return say('{0} more is promised than there is.', size(over_by));
  if (requested === 0) return say('{0} of {1} free.', size(free_after), size(limit));
  return say('Needs {0}; {1} of {2} stay free.', size(requested), size(free_after), size(limit));
}

function tableView({ say }: View, resources: readonly FormResource[]): TemplateResult {
  const heads = [
    say('Resource'),
    say('May be promised'),
    say('Kept for the host'),
    say('Used'),
    say('Reserved for jobs'),
    say('This request'),
    say('Free then'),
    say('Too much'),
  ];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say('Room as a table')}>
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${resources.map((resource) => {
          const size = sizeIn(resource);
          const { limit, host_reserve, committed, reserved, requested, free_after, over_by } = resource;
          return html`<tr>
            <th scope="row">${resource.name}</th>
            ${[limit, host_reserve, committed, reserved, requested, free_after, over_by].map(
              (amount) => html`<td>${size(amount)}</td>`,
            )}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function sizeIn({ unit }: FormResource): (amount: number) => string {
  return (amount) => (unit === 'cores' ? String(amount) : gb(amount));
}
