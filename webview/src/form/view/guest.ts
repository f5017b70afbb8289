import { html, nothing, type TemplateResult } from 'lit';
import { hostLabel } from '#shared/text/hostLabel.ts';
import type { Field } from '../model/fields.ts';
import { type AddressKind, addressKindOf, fittingKinds, setAddressKind } from '../model/guestAddress.ts';
import {
  addressField,
  addressKinds,
  adminUserField,
  dnsField,
  gatewayField,
  GUEST,
  hostnameField,
  rangeField,
} from '../model/guestFields.ts';
import { sharedReading } from '../model/shared.ts';
import { memberAt, pointerTo } from '../model/spec.ts';
import { withGuest } from '../ui.ts';
import { bind } from './bind.ts';
import { fieldId, type Scope, type View } from './context.ts';
import { fieldView } from './field.ts';
import { guestKeysView } from './guestKeys.ts';
import { downIcon, rightIcon } from './icons.ts';
import { problemAt } from './problemAt.ts';

/** Settings inside the guest of a VM, or of all: folded away as long as there are none. */
export function guestView(view: View, scope: Scope): TemplateResult {
  const { state, store, say } = view;
  const key = String(scope);
  const indexes = scope === 'all' ? [...state.spec.vms.keys()] : [scope];
  const isSet = indexes.some((index) => memberAt(state.spec.vms[index] ?? {}, GUEST) !== undefined);
  const shown = state.ui.guestOpen.includes(key) || (isSet && !state.ui.guestClosed.includes(key));
  const id = fieldId(scope, GUEST);
  const show = (there: boolean): void => store.setUi(withGuest(store.state().ui, key, there));
  // What is being filled in stays open, also when its last value is cleared.
  const hold = (): void => {
    if (!store.state().ui.guestOpen.includes(key)) show(true);
  };
  const problem = problemAt(view, pointerTo(indexes[0] ?? 0, GUEST), id);
  return html`<div class="guest" data-pointer=${pointerTo(indexes[0] ?? 0, GUEST)}>
    <button
      class="fold"
      id=${id}
      aria-expanded=${shown}
      aria-controls="${id}-inside"
      aria-describedby=${problem.id || nothing}
      @click=${() => show(!shown)}
    >
      ${shown ? downIcon() : rightIcon()} ${say('Guest')}
    </button>
    ${problem.text}
    <div id="${id}-inside" @focusin=${hold}>${shown ? insideView(view, scope, indexes) : nothing}</div>
  </div>`;
}

function insideView(view: View, scope: Scope, indexes: readonly number[]): TemplateResult {
  const { state, say } = view;
  const one = indexes.length === 1;
  return html`<p class="help">
      ${say('Written to a small disk that the guest reads when it first starts. Passwords have no place in a spec.')}
    </p>
    <fieldset>
      <legend>${say('Name and account')}</legend>
      <div class="fields">
        ${one ? fieldView(view, bind(view, scope, hostnameOf(state.spec.vms[indexes[0] ?? 0]?.['vm_name']))) : nothing}
        ${fieldView(view, bind(view, scope, adminUserField))}
      </div>
    </fieldset>
    ${guestKeysView(view, scope)} ${addressView(view, scope, indexes)}`;
}

/** Shows the host name that the VM gets without one. */
function hostnameOf(vmName: unknown): Field {
  return {
    ...hostnameField,
    kind: { is: 'text', placeholder: typeof vmName === 'string' ? hostLabel(vmName) : '' },
  };
}

function addressView(view: View, scope: Scope, indexes: readonly number[]): TemplateResult {
  const { state, store, say } = view;
  const id = fieldId(scope, [...GUEST, 'address']);
  const shared = scope === 'all' ? sharedReading(state.spec, addressKindOf) : null;
  const followers = shared?.followers ?? indexes;
  const kind = shared?.value ?? addressKindOf(state.spec.vms[indexes[0] ?? 0] ?? {});
  const offered: readonly AddressKind[] = [...fittingKinds(state.spec, followers), kind];
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    const wanted = addressKinds.find((one) => one.value === value)?.value ?? 'dhcp';
    store.edit(setAddressKind(store.state().spec, followers, wanted));
  };
  const has = ({ path }: Field): boolean =>
    followers.some((index) => memberAt(state.spec.vms[index] ?? {}, path) !== undefined);
  const field = (one: Field): TemplateResult => fieldView(view, bind(view, scope, one));
  return html`<fieldset>
    <legend>${say('Network of the guest')}</legend>
    <div class="fields">
      <div class="field">
        <label for=${id}>${say('Kind of address')}</label>
        <select id=${id} @change=${choose}>
          ${addressKinds
            .filter(({ value }) => offered.includes(value))
            .map(
              ({ value, label }) =>
                html`<option value=${value} ?selected=${value === kind}>${say(label)}</option>`,
            )}
        </select>
      </div>
      ${has(addressField) ? field({ ...addressField, required: kind === 'fixed' }) : nothing}
      ${has(rangeField) ? field({ ...rangeField, required: true }) : nothing}
      ${kind !== 'dhcp' || has(gatewayField) ? field(gatewayField) : nothing} ${field(dnsField)}
    </div>
  </fieldset>`;
}
