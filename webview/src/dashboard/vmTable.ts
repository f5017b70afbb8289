import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardActionName, DashboardVm } from '#schemas/generated/types.ts';
import { filters, pager, sortable } from './controls.ts';
import { PAGE, shownRows, statusOf } from './rowList.ts';
import type { Ui } from './ui.ts';

/** The VMs, and what can be done with those that are selected. */
export function vmTable(ui: Ui): TemplateResult {
  const { state, say } = ui;
  const { rows, from, matching } = shownRows(state.vms.values(), state.chosen, state.chosen.sort.vms);
  return html`${filters(ui, state.vms.values(), say('VMs'))} ${toolbar(ui)}
    <div class="scroll" tabindex="0" role="region" aria-label=${say('VMs of the host')}>
      <table>
        <caption class="unseen">
          ${say('VMs of the host, and VMs that jobs are creating')}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="check">${selectAll(ui, rows)}</th>
            ${sortable(ui, 'vms', 'name', say('Name'))} ${sortable(ui, 'vms', 'status', say('Status'))}
            ${sortable(ui, 'vms', 'power', say('Power'))} ${sortable(ui, 'vms', 'address', say('Address'))}
            <th scope="col">${say('Size')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            ({ id }) => id,
            (vm) => vmRow(ui, vm),
          )}
        </tbody>
      </table>
    </div>
    ${pager(ui, from, rows.length, matching, PAGE)}`;
}

function vmRow({ state, say, choose }: Ui, vm: DashboardVm): TemplateResult {
  const { selected } = state.chosen;
  const isSelected = selected.includes(vm.id);
  const status = statusOf(vm);
  return html`<tr aria-selected=${isSelected} class=${isSelected ? 'selected' : ''}>
    <td class="check">
      ${
        vm.there
          ? html`<input
              type="checkbox"
              .checked=${live(isSelected)}
              aria-label=${say('Select {0}', vm.name)}
              @change=${() =>
                choose({
                  selected: isSelected ? selected.filter((id) => id !== vm.id) : [...selected, vm.id],
                })}
            />`
          : ''
      }
    </td>
    <th scope="row">${vm.name}</th>
    <td>
      <span class=${`dot ${status}`} aria-hidden="true"></span>${
        status === 'Other' ? say('Not created by VMSpec') : say(status)
      }
      ${vm.detail === '' ? '' : html`<span class="detail">${vm.detail}</span>`}
    </td>
    <td>${vm.power}</td>
    <td>${vm.address}</td>
    <td>${vm.size}</td>
  </tr>`;
}

function selectAll({ state, say, choose }: Ui, rows: readonly DashboardVm[]): TemplateResult {
  const ids = rows.filter(({ there }) => there).map(({ id }) => id);
  const { selected } = state.chosen;
  const all = ids.length > 0 && ids.every((id) => selected.includes(id));
  return html`<input
    type="checkbox"
    .checked=${live(all)}
    .indeterminate=${live(!all && ids.some((id) => selected.includes(id)))}
    ?disabled=${ids.length === 0}
    aria-label=${say('Select all VMs of this page')}
    @change=${() =>
      choose({
        selected: all ? selected.filter((id) => !ids.includes(id)) : [...new Set([...selected, ...ids])],
      })}
  />`;
}

function toolbar({ state, say, act }: Ui): TemplateResult {
  const chosen = state.chosen.selected.flatMap((id) => state.vms.get(id) ?? []);
  const ids = chosen.map(({ id }) => id);
  const any = (fits: (vm: DashboardVm) => boolean): boolean => chosen.some(fits);
  const actions: readonly (readonly [DashboardActionName, string, boolean])[] = [
    ['startVm', say('Start'), any(({ power }) => power !== 'running')],
    ['shutDownVm', say('Shut Down'), any(({ power }) => power === 'running')],
    ['restartVm', say('Restart'), any(({ power }) => power === 'running')],
    ['turnOffVm', say('Turn Off…'), any(({ power }) => power !== 'off')],
    ['deleteVm', say('Delete…'), any(({ own }) => own)],
    ['copyIpAddress', say('Copy IP Address'), any(({ address }) => address !== '')],
    [
      'openSshTerminal',
      say('Open SSH Terminal'),
      chosen.length === 1 && any(({ address }) => address !== ''),
    ],
    ['showJobOfVm', say('Show in Jobs'), chosen.length === 1 && any(({ job }) => job !== '')],
  ];
  return html`<div class="toolbar" role="toolbar" aria-label=${say('Actions for selected VMs')}>
    <span class="selected-count">${say('{0} selected', chosen.length)}</span>
    ${actions.map(
      ([action, label, enabled]) =>
        html`<button ?disabled=${!enabled} @click=${() => act(action, ids)}>${label}</button>`,
    )}
  </div>`;
}
