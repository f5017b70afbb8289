import { html, type TemplateResult } from 'lit';
import { countByStatus, statuses, type AnyRow } from './rowList.ts';
import type { Sort, Tab } from './state.ts';
import type { Ui } from './ui.ts';

/** The tabs; arrow keys go from one to the next, as everywhere. */
export function tabs({ state, say, choose }: Ui): TemplateResult {
  const entries: readonly (readonly [Tab, string])[] = [
    ['vms', say('VMs ({0})', state.vms.size)],
    ['jobs', say('Jobs ({0})', state.jobs.size)],
    ['capacity', say('Capacity')],
  ];
  const go = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : entries[(index + step + entries.length) % entries.length];
    if (next === undefined) return;
    event.preventDefault();
    choose({ tab: next[0], from: 0 });
    document.querySelector<HTMLElement>(`#tab-${next[0]}`)?.focus();
  };
  return html`<div role="tablist" class="tabs" aria-label=${say('What is shown')}>
    ${entries.map(
      ([tab, label], index) =>
        html`<button
          id=${`tab-${tab}`}
          role="tab"
          class="tab"
          aria-selected=${state.chosen.tab === tab}
          aria-controls="panel"
          tabindex=${state.chosen.tab === tab ? 0 : -1}
          @click=${() => choose({ tab, from: 0 })}
          @keydown=${(event: KeyboardEvent) => go(event, index)}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

/** The field and the buttons by which rows are chosen. */
export function filters({ state, say, choose }: Ui, rows: Iterable<AnyRow>, noun: string): TemplateResult {
  const { text, statuses: chosen, tab } = state.chosen;
  const counts = countByStatus(rows);
  const shown = statuses.filter((status) => status !== 'Other' || tab === 'vms');
  const words = new Map([['Other', say('Not created by VMSpec')]]);
  const toggle = (status: string): void =>
    choose({
      from: 0,
      statuses: chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status],
    });
  return html`<div class="filters" role="search">
    <input
      type="search"
      id="filter"
      .value=${text}
      placeholder=${say('Filter by name, address, state…')}
      aria-label=${say('Filter {0}', noun)}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) choose({ text: target.value, from: 0 });
      }}
    />
    <div class="chips" role="group" aria-label=${say('Status')}>
      ${shown.map(
        (status) =>
          html`<button class="chip" aria-pressed=${chosen.includes(status)} @click=${() => toggle(status)}>
            <span class=${`dot ${status}`} aria-hidden="true"></span>${words.get(status) ?? say(status)}
            <span class="count">${counts.get(status) ?? 0}</span>
          </button>`,
      )}
    </div>
  </div>`;
}

/** The head of a column, by which rows are sorted. */
export function sortable(
  { choose, state }: Ui,
  tab: 'vms' | 'jobs',
  column: string,
  label: string,
): TemplateResult {
  const sort = state.chosen.sort[tab];
  const isSorted = sort.column === column;
  const next: Sort = { column, down: isSorted && !sort.down };
  return html`<th scope="col" aria-sort=${isSorted ? (sort.down ? 'descending' : 'ascending') : 'none'}>
    <button class="sort" @click=${() => choose({ from: 0, sort: { ...state.chosen.sort, [tab]: next } })}>
      ${label}<span aria-hidden="true">${isSorted ? (sort.down ? ' ▾' : ' ▴') : ''}</span>
    </button>
  </th>`;
}

/** Which part of many rows is shown, and ways to the others. */
export function pager(
  { say, choose }: Ui,
  from: number,
  shown: number,
  matching: number,
  page: number,
): TemplateResult {
  const to = from + shown;
  return html`<div class="pager">
    <span role="status">
      ${matching === 0 ? say('Nothing matches.') : say('{0} to {1} of {2}', from + 1, to, matching)}
    </span>
    ${
      matching <= page
        ? ''
        : html`<button ?disabled=${from === 0} @click=${() => choose({ from: Math.max(0, from - page) })}>
              ${say('Previous')}
            </button>
            <button ?disabled=${to >= matching} @click=${() => choose({ from: from + page })}>
              ${say('Next')}
            </button>`
    }
  </div>`;
}
