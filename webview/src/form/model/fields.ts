import type { MemberPath } from './spec.ts';

/** One value that a list offers. */
export interface Option {
  readonly value: string | number;
  readonly label: string;
}

/** Where the values of a field come from that the host has. */
export type Source = 'templates' | 'switches' | 'volumes';

/** How a member is shown and typed. */
export type FieldKind =
  | { readonly is: 'text'; readonly placeholder?: string }
  | { readonly is: 'lines'; readonly placeholder?: string }
  | { readonly is: 'number'; readonly unit?: string }
  | { readonly is: 'memory' }
  /** Words, separated by commas. */
  | { readonly is: 'words' }
  | { readonly is: 'toggle'; readonly byDefault: boolean }
  /** Without a value: the default, which `byDefault` names. */
  | { readonly is: 'select'; readonly options: readonly Option[]; readonly byDefault: string }
  | { readonly is: 'host'; readonly from: Source };

/** A member of a VM as a field of the form. Labels and helps are English, the keys of their translations. */
export interface Field {
  readonly path: MemberPath;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  /** Cleared, it stays as an empty text: the member must be there. */
  readonly required?: boolean;
}

export const nameField: Field = {
  path: ['vm_name'],
  label: 'Name',
  help: 'Letters and digits, inside also space, dot, underscore and hyphen. Hyper-V shows it.',
  kind: { is: 'text' },
  required: true,
};

/** What every VM has. */
export const mainFields: readonly Field[] = [
  {
    path: ['cpu_cores'],
    label: 'vCPU',
    help: 'Virtual processors.',
    kind: { is: 'number' },
    required: true,
  },
  {
    path: ['disk_template_path'],
    label: 'Template',
    help: 'The disk that the system disk is made from, on the host.',
    kind: { is: 'host', from: 'templates' },
    required: true,
  },
  {
    path: ['network_adapter_name'],
    label: 'Virtual switch',
    help: 'What the first network adapter is connected to.',
    kind: { is: 'host', from: 'switches' },
    required: true,
  },
];

export const memoryFields: readonly Field[] = [
  {
    path: ['ram_min_mb'],
    label: 'Minimum memory (GB)',
    help: 'The least that dynamic memory leaves the VM.',
    kind: { is: 'memory' },
    required: true,
  },
  {
    path: ['ram_startup_mb'],
    label: 'Startup memory (GB)',
    help: 'What the VM starts with.',
    kind: { is: 'memory' },
    required: true,
  },
  {
    path: ['ram_max_mb'],
    label: 'Maximum memory (GB)',
    help: 'The most it may ever get. The host sets this aside.',
    kind: { is: 'memory' },
    required: true,
  },
];

/** The memory of a VM that always has the same. */
export const staticMemoryField: Field = {
  path: ['ram_startup_mb'],
  label: 'Memory (GB)',
  help: 'The VM always has this much.',
  kind: { is: 'memory' },
  required: true,
};

/** A group of options that few need. */
export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Options that are folded away. */
export const advancedGroups: readonly FieldGroup[] = [
  {
    title: 'System disk',
    fields: [
      {
        path: ['disk', 'mode'],
        label: 'Kind of disk',
        help: 'Differencing is ready at once and needs its template for ever; a copy takes minutes and stands alone.',
        kind: {
          is: 'select',
          byDefault: 'Differencing',
          options: [
            { value: 'differencing', label: 'Differencing' },
            { value: 'copy', label: 'Full copy' },
          ],
        },
      },
      {
        path: ['disk', 'size_gb'],
        label: 'Disk size (GB)',
        help: 'Empty: as large as the template.',
        kind: { is: 'number' },
      },
      {
        path: ['volume'],
        label: 'Volume',
        help: 'Where the files of the VM go. Empty: where the host keeps its VMs.',
        kind: { is: 'host', from: 'volumes' },
      },
    ],
  },
  {
    title: 'Machine',
    fields: [
      {
        path: ['generation'],
        label: 'Generation',
        help: 'Must suit the template; it cannot be changed later.',
        kind: {
          is: 'select',
          byDefault: '2 (UEFI)',
          options: [
            { value: 1, label: '1 (BIOS)' },
            { value: 2, label: '2 (UEFI)' },
          ],
        },
      },
      {
        path: ['secure_boot', 'enabled'],
        label: 'Secure boot',
        help: 'Start only signed boot loaders. Generation 2 only.',
        kind: { is: 'toggle', byDefault: true },
      },
      {
        path: ['secure_boot', 'template'],
        label: 'Secure boot trusts',
        help: 'Whose signatures are trusted.',
        kind: {
          is: 'select',
          byDefault: 'What the template needs',
          options: [
            { value: 'MicrosoftWindows', label: 'Windows' },
            { value: 'MicrosoftUEFICertificateAuthority', label: 'Linux' },
            { value: 'OpenSourceShieldedVM', label: 'Shielded Linux VMs' },
          ],
        },
      },
      {
        path: ['tpm'],
        label: 'Virtual TPM',
        help: 'Windows 11 asks for one. Generation 2 only.',
        kind: { is: 'toggle', byDefault: false },
      },
      {
        path: ['nested_virtualization'],
        label: 'Nested virtualization',
        help: 'Lets the guest run Hyper-V itself. It needs static memory.',
        kind: { is: 'toggle', byDefault: false },
      },
      {
        path: ['checkpoint_type'],
        label: 'Checkpoints',
        help: 'Which kind may be taken; automatic ones are always off.',
        kind: {
          is: 'select',
          byDefault: 'Production only',
          options: [
            { value: 'disabled', label: 'None' },
            { value: 'production', label: 'Production, else standard' },
            { value: 'production_only', label: 'Production only' },
            { value: 'standard', label: 'Standard' },
          ],
        },
      },
    ],
  },
  {
    title: 'Network and media',
    fields: [
      { path: ['vlan_id'], label: 'VLAN', help: '1 to 4094. Empty: untagged.', kind: { is: 'number' } },
      {
        path: ['mac_address'],
        label: 'MAC address',
        help: 'Such as 00-15-5D-01-02-03. Empty: Hyper-V chooses one.',
        kind: { is: 'text' },
      },
      {
        path: ['dvd_path'],
        label: 'DVD image',
        help: 'Path of an .iso file on the host.',
        kind: { is: 'text' },
      },
    ],
  },
  {
    title: 'Life of the VM',
    fields: [
      {
        path: ['start'],
        label: 'Start it once it is created',
        help: '',
        kind: { is: 'toggle', byDefault: true },
      },
      {
        path: ['wait_for'],
        label: 'It is done when',
        help: 'To report an address its guest needs integration services.',
        kind: {
          is: 'select',
          byDefault: 'It is created',
          options: [
            { value: 'created', label: 'It is created' },
            { value: 'ip', label: 'Its guest reports an address' },
          ],
        },
      },
      {
        path: ['automatic_start_action'],
        label: 'When the host starts',
        help: '',
        kind: {
          is: 'select',
          byDefault: 'Start if it was running',
          options: [
            { value: 'nothing', label: 'Stay off' },
            { value: 'start_if_running', label: 'Start if it was running' },
            { value: 'start', label: 'Always start' },
          ],
        },
      },
      {
        path: ['automatic_stop_action'],
        label: 'When the host shuts down',
        help: 'To save its memory, room for it is set aside on the volume.',
        kind: {
          is: 'select',
          byDefault: 'Shut the guest down',
          options: [
            { value: 'shut_down', label: 'Shut the guest down' },
            { value: 'save', label: 'Save its memory' },
            { value: 'turn_off', label: 'Cut the power' },
          ],
        },
      },
      { path: ['tags'], label: 'Tags', help: 'Words, separated by commas.', kind: { is: 'words' } },
      { path: ['notes'], label: 'Notes', help: 'Hyper-V Manager shows them.', kind: { is: 'lines' } },
    ],
  },
];

/** Only of one entry: it stands for several equal VMs. */
export const copiesField: Field = {
  path: ['copies'],
  label: 'Copies',
  help: 'This entry stands for so many equal VMs, with -01, -02 behind the name. Empty: one.',
  kind: { is: 'number' },
};
