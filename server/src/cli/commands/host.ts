import type { Command } from 'commander';
import type { Shell } from '../shell.ts';
import { configureAdd } from './hostAdd.ts';
import { configureList, configureRemove, configureUse } from './hostManage.ts';

/** `vmspec host add|list|use|remove` */
export function configure(command: Command, shell: Shell): void {
  configureAdd(command.command('add <name> [url]'), shell);
  configureList(command.command('list'), shell);
  configureUse(command.command('use [name]'), shell);
  configureRemove(command.command('remove <name>'), shell);
  command.addHelpText(
    'after',
    `
Examples:
  vmspec host add lab --url https://hv01.example.net:4417 --code AB2C-D3EF
  vmspec host add lab https://hv01.example.net:4417 --token-file lab.token --cert-sha256 9F:86:…
  vmspec host use lab
  vmspec vms --host lab`,
  );
}
