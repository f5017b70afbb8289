import type { Command } from 'commander';
import type { Shell } from './shell.ts';

/** Headings of the help, in its order. */
export const groups = {
  spec: 'A spec:',
  job: 'Jobs:',
  vm: 'VMs:',
  reach: 'Their guests:',
  host: 'The host:',
  setup: 'Set up:',
} as const;

/** What the module of a command exports. */
export interface CommandModule {
  /** Adds options, examples and action; name, arguments and summary are those of the table. */
  configure(command: Command, shell: Shell): void;
}

/** A command as the table knows it, before its module is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** Arguments in commander's notation. */
  readonly usage: string;
  readonly group: keyof typeof groups;
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** Every command. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'validate',
    usage: '<file...>',
    group: 'spec',
    summary: 'Check specs without a host.',
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'plan',
    usage: '<file>',
    group: 'spec',
    summary: 'Say what a spec would do and whether it fits; nothing is created.',
    load: () => import('./commands/plan.ts'),
  },
  {
    name: 'provision',
    usage: '<file>',
    group: 'spec',
    summary: 'Create the VMs of a spec.',
    load: () => import('./commands/provision.ts'),
  },
  {
    name: 'export',
    usage: '[vm...]',
    group: 'spec',
    summary: 'Write VMs of the host, ours or not, as a spec.',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'destroy',
    usage: '[file]',
    group: 'spec',
    summary: 'Delete the VMs of a spec or of a job.',
    load: () => import('./commands/destroy.ts'),
  },
  {
    name: 'jobs',
    usage: '[id]',
    group: 'job',
    summary: 'List jobs, or show one.',
    load: () => import('./commands/jobs.ts'),
  },
  {
    name: 'cancel',
    usage: '<id>',
    group: 'job',
    summary: 'Stop a job: finished VMs stay, the others are undone.',
    load: () => import('./commands/cancel.ts'),
  },
  {
    name: 'retry',
    usage: '<id>',
    group: 'job',
    summary: 'Try again what failed in a job.',
    load: () => import('./commands/retry.ts'),
  },
  {
    name: 'vms',
    usage: '',
    group: 'vm',
    summary: 'List the VMs of the host.',
    load: () => import('./commands/vms.ts'),
  },
  {
    name: 'start',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Start VMs, by name or id.',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'stop',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Shut VMs down, or turn them off.',
    load: () => import('./commands/stop.ts'),
  },
  {
    name: 'restart',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Restart running VMs (a hard reset).',
    load: () => import('./commands/restart.ts'),
  },
  {
    name: 'delete',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Delete VMs that VMSpec created.',
    load: () => import('./commands/delete.ts'),
  },
  {
    name: 'adopt',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Take VMs that others made into the records, as they are.',
    load: () => import('./commands/adopt.ts'),
  },
  {
    name: 'accept',
    usage: '<vm...>',
    group: 'vm',
    summary: 'Record the sizes that VMs were given in Hyper-V Manager.',
    load: () => import('./commands/accept.ts'),
  },
  {
    name: 'ssh',
    usage: '<vm> [command...]',
    group: 'reach',
    summary: 'Open a shell in the guest of a VM, or run a command there.',
    load: () => import('./commands/ssh.ts'),
  },
  {
    name: 'ssh-config',
    usage: '',
    group: 'reach',
    summary: 'Print or write the VMs as hosts of ssh.',
    load: () => import('./commands/sshConfig.ts'),
  },
  {
    name: 'inventory',
    usage: '',
    group: 'reach',
    summary: 'Print the VMs as an inventory, for Ansible or other programs.',
    load: () => import('./commands/inventory.ts'),
  },
  {
    name: 'serve',
    usage: '',
    group: 'host',
    summary: 'Run a host in this terminal.',
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'capacity',
    usage: '',
    group: 'host',
    summary: 'What the host has, what is taken and what is free.',
    load: () => import('./commands/capacity.ts'),
  },
  {
    name: 'templates',
    usage: '',
    group: 'host',
    summary: 'List, add and remove the disks that VMs are made from.',
    load: () => import('./commands/templates.ts'),
  },
  {
    name: 'networks',
    usage: '',
    group: 'host',
    summary: 'List networks and virtual switches, or name a network.',
    load: () => import('./commands/networks.ts'),
  },
  {
    name: 'doctor',
    usage: '',
    group: 'host',
    summary: 'Check the host and say how to fix what is wrong.',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'audit',
    usage: '',
    group: 'host',
    summary: 'Say what records and host disagree on, and mend it.',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'events',
    usage: '',
    group: 'host',
    summary: 'Show what happened on the host, or follow it.',
    load: () => import('./commands/events.ts'),
  },
  {
    name: 'activity',
    usage: '',
    group: 'host',
    summary: 'Show who changed what on the host, and who was refused.',
    load: () => import('./commands/activity.ts'),
  },
  {
    name: 'host',
    usage: '',
    group: 'setup',
    summary: 'Name the hosts you use.',
    load: () => import('./commands/host.ts'),
  },
  {
    name: 'config',
    usage: '',
    group: 'setup',
    summary: 'Read and change the configuration of the host of this computer.',
    load: () => import('./commands/config.ts'),
  },
  {
    name: 'token',
    usage: '',
    group: 'setup',
    summary: 'Make and revoke the tokens that let people and programs in.',
    load: () => import('./commands/token.ts'),
  },
  {
    name: 'service',
    usage: '',
    group: 'setup',
    summary: 'Install VMSpec as a service of this Windows computer, or remove it.',
    load: () => import('./commands/service.ts'),
  },
  {
    name: 'selftest',
    usage: '',
    group: 'setup',
    summary: 'Check on this computer what VMSpec takes for granted of Hyper-V.',
    load: () => import('./commands/selftest.ts'),
  },
  {
    name: 'lsp',
    usage: '',
    group: 'setup',
    summary: 'Run the language server for an editor.',
    load: () => import('./commands/lsp.ts'),
  },
  {
    name: 'completion',
    usage: '',
    group: 'setup',
    summary: 'Print completions for bash, zsh, fish or powershell.',
    load: () => import('./commands/completion.ts'),
  },
];
