import type { Field } from './fields.ts';
import type { MemberPath } from './spec.ts';

/** A list inside a VM, and the fields of one item. */
export interface ListField {
  readonly path: MemberPath;
  readonly title: string;
  readonly add: string;
  readonly item: string;
  /** What a new item is. */
  readonly fresh: Readonly<Record<string, unknown>>;
  readonly fields: readonly Field[];
}

/** Lists of a VM. */
export const listFields: readonly ListField[] = [
  {
    path: ['data_disks'],
    title: 'Data disks',
    add: 'Add data disk',
    item: 'Data disk {0}',
    fresh: { size_gb: 50 },
    fields: [
      { path: ['size_gb'], label: 'Size (GB)', help: '', kind: { is: 'number' }, required: true },
      {
        path: ['type'],
        label: 'Kind',
        help: '',
        kind: {
          is: 'select',
          byDefault: 'Grows',
          options: [
            { value: 'dynamic', label: 'Grows' },
            { value: 'fixed', label: 'Fixed' },
          ],
        },
      },
      { path: ['volume'], label: 'Volume', help: '', kind: { is: 'host', from: 'volumes' } },
    ],
  },
  {
    path: ['network_adapters'],
    title: 'More network adapters',
    add: 'Add network adapter',
    item: 'Network adapter {0}',
    fresh: { switch: '' },
    fields: [
      {
        path: ['switch'],
        label: 'Virtual switch',
        help: '',
        kind: { is: 'host', from: 'switches' },
        required: true,
      },
      { path: ['vlan_id'], label: 'VLAN', help: '', kind: { is: 'number' } },
      { path: ['mac_address'], label: 'MAC address', help: '', kind: { is: 'text' } },
      {
        path: ['mac_spoofing'],
        label: 'MAC spoofing',
        help: '',
        kind: { is: 'toggle', byDefault: false },
      },
    ],
  },
];
