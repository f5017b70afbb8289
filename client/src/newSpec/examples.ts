import * as l10n from '@vscode/l10n';

/** An example that a new spec begins with. */
export interface Example {
  /** Name of its file in the folder `examples`. */
  readonly file: string;
  readonly label: string;
  readonly detail: string;
}

/** The examples that are offered, the simplest first. */
export function examples(): readonly Example[] {
  return [
    {
      file: 'one-vm.vmspec.json',
      label: l10n.t('$(vm) One VM'),
      detail: l10n.t('A name, cores, memory, a template and a virtual switch: what every VM needs'),
    },
    {
      file: 'copies.vmspec.json',
      label: l10n.t('$(files) Several Copies'),
      detail: l10n.t('Three equal VMs, numbered by themselves'),
    },
    {
      file: 'data-disk.vmspec.json',
      label: l10n.t('$(database) With a Data Disk'),
      detail: l10n.t('A VM with a second disk beside that of its template'),
    },
    {
      file: 'guest.vmspec.json',
      label: l10n.t('$(key) Ready to Log In'),
      detail: l10n.t('A host name, an account with your public key, and a fixed address inside the guest'),
    },
    {
      file: 'lab.vmspec.json',
      label: l10n.t('$(circuit-board) A Small Lab'),
      detail: l10n.t('A gateway on two virtual switches, and two web servers behind it'),
    },
    {
      file: 'all-options.vmspec.json',
      label: l10n.t('$(list-tree) Every Option'),
      detail: l10n.t('Each member that a VM can have, to take away what you do not need'),
    },
  ];
}
