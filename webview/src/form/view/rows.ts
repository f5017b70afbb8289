import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { duplicateVm, removeVm } from '../model/changes.ts';
import { advancedGroups, mainFields, nameField } from '../model/fields.ts';
import { guestFields, KEYS } from '../model/guestFields.ts';
import { isStatic, memoryMembers, writeGb } from '../model/memory.ts';
import { differing } from '../model/shared.ts';
import { type MemberPath, pointerTo, type VmEntry } from '../model/spec.ts';
import { shiftOpen, withValue } from '../ui.ts';
import { advancedView } from './advanced.ts';
import { bind } from './bind.ts';
import { fieldId, type View } from './context.ts';
import { fieldView } from './field.ts';
import { focusLater } from './focus.ts';
import { guestView } from './guest.ts';
import { copyIcon, crossIcon, downIcon, plusIcon, rightIcon } from './icons.ts';
import { memoryView } from './memory.ts';

/** One row for each VM, with what it has of its own. */
export function rowsView(view: View): TemplateResult {
  const { state, store, say } = view;
  const { vms } = state.spec;
  const own = differing(state.spec, members);
  const add = (): void => {
    store.edit(duplicateVm(store.state().spec, vms.length - 1));
    focusLater(`field-${String(vms.length)}-vm_name`);
  };
  return html`<section aria-labelledby="rows-title">
    <h2 id="rows-title">${say('Each VM')}</h2>
    <ol class="rows">
      ${repeat(
        vms.slice(0, state.rows),
        (_vm, index) => index,
        (vm, index) => {
          const row = (): TemplateResult => rowView(view, vm, index, own.has(index));
          if (state.ui.open.includes(index)) return row();
          return guard([...closedRowShows(view, vm, index), own.has(index)], row);
        },
      )}
    </ol>
    <button @click=${add}>${plusIcon()} ${say('Add VM')}</button>
  </section>`;
}

/** Members that a VM may have of its own. */
const members: readonly MemberPath[] = [
  ...[...mainFields, ...guestFields, ...advancedGroups.flatMap(({ fields }) => fields)].map(
    ({ path }) => path,
  ),
  KEYS,
  ...memoryMembers.map((name) => [name]),
  ['data_disks'],
  ['network_adapters'],
];

/** Everything that a closed row is drawn from: where all of it is as before, so is the row. */
function closedRowShows({ state }: View, vm: VmEntry, index: number): readonly unknown[] {
  const draft = state.drafts.get(fieldId(index, nameField.path));
  return [
    JSON.stringify(vm),
    draft,
    draft !== undefined && state.pending,
    state.problems.byField.get(pointerTo(index, nameField.path)),
    state.problems.errorsByVm.get(index),
    state.spec.vms.length <= 1,
  ];
}

function rowView(view: View, vm: VmEntry, index: number, own: boolean): TemplateResult {
  const { state, store, say } = view;
  const open = state.ui.open.includes(index);
  const errors = state.problems.errorsByVm.get(index) ?? 0;
  const name = textOf(vm['vm_name']) || say('VM {0}', index + 1);
  return html`<li class="row" data-pointer=${pointerTo(index)}>
    <div class="line">
      <button
        class="icon"
        aria-expanded=${open}
        aria-controls="row-${index}"
        aria-label=${open ? say('Close {0}', name) : say('Open {0}', name)}
        title=${open ? say('Close {0}', name) : say('Open {0}', name)}
        @click=${() => store.setUi({ open: withValue(store.state().ui.open, index, !open) })}
      >
        ${open ? downIcon() : rightIcon()}
      </button>
      ${fieldView(view, { ...bind(view, index, nameField), field: { ...nameField, help: '' } })}
      <p class="summary">
        ${summaryOf(view, vm)} ${own ? html`<span class="badge">${say('differs')}</span>` : nothing}
        ${errors === 0 ? nothing : html`<span class="badge error">${errors === 1 ? say('1 error') : say('{0} errors', errors)}</span>`}
      </p>
      ${rowButtons(view, index, name)}
    </div>
    <div id="row-${index}" class="inside">
      ${
        open
          ? html`<div class="fields">
                ${mainFields.map((field) => fieldView(view, bind(view, index, field)))}
              </div>
              ${memoryView(view, index)} ${guestView(view, index)} ${advancedView(view, index)}`
          : nothing
      }
    </div>
  </li>`;
}

function rowButtons({ state, store, say }: View, index: number, name: string): TemplateResult {
  const duplicate = (): void => {
    store.setUi({ open: shiftOpen(store.state().ui.open, index + 1, 1) });
    store.edit(duplicateVm(store.state().spec, index));
    focusLater(`field-${String(index + 1)}-vm_name`);
  };
  const remove = (): void => {
    const { spec, ui } = store.state();
    store.setUi({ open: shiftOpen(ui.open, index, -1) });
    store.edit(removeVm(spec, index));
    focusLater(`field-${String(Math.max(0, Math.min(index, spec.vms.length - 2)))}-vm_name`);
  };
  const one = state.spec.vms.length <= 1;
  return html`<span class="buttons">
    <button
      class="icon"
      title=${say('Duplicate {0}', name)}
      aria-label=${say('Duplicate {0}', name)}
      @click=${duplicate}
    >
      ${copyIcon()}
    </button>
    <button
      class="icon"
      title=${one ? say('A request has one VM at least') : say('Remove {0}', name)}
      aria-label=${say('Remove {0}', name)}
      aria-disabled=${one}
      @click=${() => {
        if (!one) remove();
      }}
    >
      ${crossIcon()}
    </button>
  </span>`;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The VM on one line. */
function summaryOf({ say }: View, vm: VmEntry): string {
  const bounds = {
    ram_min_mb: vm['ram_min_mb'],
    ram_startup_mb: vm['ram_startup_mb'],
    ram_max_mb: vm['ram_max_mb'],
  };
  const size = (mb: unknown): string => writeGb(mb).replace(/^[\d.]+$/, '$& GB');
  const memory = isStatic(bounds)
    ? size(bounds.ram_startup_mb)
    : say('{0} to {1}', size(bounds.ram_min_mb), size(bounds.ram_max_mb));
  const template = textOf(vm['disk_template_path']).split('\\').at(-1) ?? '';
  const parts = [
    say('{0} vCPU', textOf(vm['cpu_cores']) || '?'),
    memory,
    template,
    textOf(vm['network_adapter_name']),
    vm['copies'] === undefined ? '' : say('{0} copies', textOf(vm['copies'])),
  ];
  return parts.filter(Boolean).join(' · ');
}
