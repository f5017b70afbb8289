import assert from 'node:assert/strict';
import { specSchema } from '#schemas/specSchema.ts';
import {
  advancedGroups,
  copiesField,
  type Field,
  mainFields,
  memoryFields,
  nameField,
} from '../../../../../webview/src/form/model/fields.ts';
import { guestFields, keyField, KEYS } from '../../../../../webview/src/form/model/guestFields.ts';
import { listFields } from '../../../../../webview/src/form/model/listFields.ts';
import { fieldOf } from '../../../../../webview/src/form/model/problems.ts';

interface Part {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly type?: string;
}

const definitions = specSchema['definitions'] as Readonly<Record<string, Part>>;
const resolve = (part: Part | undefined): Part => {
  const name = part?.$ref?.split('/').at(-1);
  return { ...(name === undefined ? {} : definitions[name]), ...part };
};
const at = (from: Part, path: readonly string[]): Part =>
  path.reduce<Part>((part, name) => resolve(part.properties?.[name]), from);
const vm = resolve(definitions['vm']);
const fields = [
  nameField,
  copiesField,
  ...mainFields,
  ...memoryFields,
  ...advancedGroups.flatMap((group) => group.fields),
  ...guestFields,
];

/** What the schema says of a field that the form has to know, too. */
function compare(field: Field, part: Part): void {
  const name = field.path.join('.');
  assert.notEqual(part.type, undefined, `${name} is not in the schema`);
  const { kind } = field;
  if (kind.is === 'select') {
    assert.deepEqual(kind.options.map(({ value }) => value).sort(), [...(part.enum ?? [])].sort(), name);
    const byDefault = kind.options.find(({ value }) => value === part.default)?.label;
    if (part.default !== undefined) assert.equal(kind.byDefault, byDefault, name);
  } else assert.equal(part.enum, undefined, `${name} is a choice`);
  if (kind.is === 'toggle') assert.equal(kind.byDefault, part.default, name);
}

describe('fields of the form', () => {
  it('are members of the schema, with its values and defaults', () => {
    for (const field of fields) compare(field, at(vm, field.path));
    for (const list of listFields) {
      const item = resolve(at(vm, list.path).items);
      for (const field of list.fields) compare(field, at(item, field.path));
    }
  });

  it('are all members of a VM, and of its guest', () => {
    const members = Object.keys(vm.properties ?? {});
    const shown = new Set([...fields, ...listFields].map(({ path }) => path[0]));
    assert.deepEqual(
      members.filter((name) => !shown.has(name)),
      [],
    );
    const guest = [...guestFields.map(({ path }) => path), KEYS].map(([, name = '']) => name);
    assert.deepEqual(guest.sort(), Object.keys(at(vm, ['guest']).properties ?? {}).sort());
    compare(keyField, resolve(at(vm, KEYS).items));
    for (const list of listFields) {
      const item = resolve(at(vm, list.path).items);
      assert.deepEqual(
        list.fields.map(({ path }) => path[0]).sort(),
        Object.keys(item.properties ?? {}).sort(),
      );
    }
  });

  it('are marked as required where the schema does', () => {
    const required = fields.filter((field) => field.required === true).map(({ path }) => path[0]);
    assert.deepEqual(required.sort(), [...(vm.required ?? [])].sort());
  });

  it('are found from the pointer of a problem, and of a part of their value', () => {
    const base = '/provisioning_request/vms/3';
    assert.equal(fieldOf(`${base}/cpu_cores`), `${base}/cpu_cores`);
    assert.equal(fieldOf(`${base}/tags/1`), `${base}/tags`);
    assert.equal(fieldOf(`${base}/data_disks/0/size_gb`), `${base}/data_disks/0/size_gb`);
    assert.equal(fieldOf(`${base}/guest/hostname`), `${base}/guest/hostname`);
    assert.equal(fieldOf(`${base}/guest/dns/1`), `${base}/guest/dns`);
    assert.equal(fieldOf(`${base}/guest/ssh_authorized_keys/2`), `${base}/guest/ssh_authorized_keys/2`);
    assert.equal(fieldOf(`${base}/guest/ssh_authorized_keys`), `${base}/guest/ssh_authorized_keys`);
    // What the guest must not have is told at the guest.
    assert.equal(fieldOf(`${base}/guest/password`), `${base}/guest`);
    assert.equal(fieldOf(`${base}/x-mine`), null);
    assert.equal(fieldOf(base), null);
    assert.equal(fieldOf('/provisioning_request/num_vms'), '/provisioning_request/num_vms');
    assert.equal(fieldOf('/elsewhere'), null);
  });
});
