import { type Command, Option } from 'commander';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { portNumber, wholeNumber, withJson } from '../options.ts';
import { install, type InstallCommandOptions } from '../service/install.ts';
import { status, type StatusOptions } from '../service/status.ts';
import { ownTools } from '../service/tools.ts';
import { uninstall, type UninstallOptions } from '../service/uninstall.ts';
import type { Shell } from '../shell.ts';

/** Seconds that running jobs are waited for. */
const DRAIN_SECONDS = 900;
const profiles = ['domain', 'private', 'public', 'none'];

function withFolders(command: Command): Command {
  return command
    .option('--data-dir <folder>', 'records, token and configuration (default: %ProgramData%\\VMSpec)')
    .option('--program-dir <folder>', 'program files (default: %ProgramFiles%\\VMSpec)')
    .option('--dry-run', 'show every command that would be run, in order, and do nothing; works anywhere');
}

function withDrain(command: Command): Command {
  return command
    .option(
      '--drain-timeout <seconds>',
      'how long running jobs are waited for',
      wholeNumber(1),
      DRAIN_SECONDS,
    )
    .option('--force', 'do not wait for running jobs: they are taken up when a host is started again');
}

function configureInstall(command: Command, shell: Shell): void {
  withDrain(withFolders(command))
    .summary('Install this package as a service, or upgrade the one that is installed.')
    .description(
      'Install this package as a service, or upgrade the one that is installed. What is not given stays as it is. When ' +
        'something fails, everything is taken back.',
    )
    .option('--port <port>', `port to listen on (default: ${String(DEFAULT_PORT)})`, portNumber)
    .option('--bind <address>', 'address to listen on; 0.0.0.0 lets other computers in (default: 127.0.0.1)')
    .addOption(
      new Option(
        '--firewall-profile <profile>',
        'networks from which others are let in (default: private)',
      ).choices(profiles),
    )
    .option('--name <name...>', 'further names under which others reach this computer')
    .option('--cert <file>', 'certificate in PEM; without it one is made')
    .option('--key <file>', 'its key in PEM, without a password')
    .option('--operator <sid...>', "who else may use this computer's administrator token")
    .option('--account <account>', 'run as this managed service account, DOMAIN\\name$ (default: SYSTEM)')
    .action((options: InstallCommandOptions) => shell.finish(install(options, shell, ownTools(shell))));
}

function configureUninstall(command: Command, shell: Shell): void {
  withDrain(withFolders(command))
    .summary('Remove the service; VMs, disks and templates stay.')
    .description('Remove the service; VMs, disks and templates stay.')
    .option('--purge', 'remove the data folder too: records, tokens, certificate, configuration, logs')
    .action((options: UninstallOptions) => shell.finish(uninstall(options, shell, ownTools(shell))));
}

function configureStatus(command: Command, shell: Shell): void {
  withJson(withFolders(command))
    .summary('Say how the service is.')
    .description('Say how the service is. Exit code 4 while it is not ready.')
    .action((options: StatusOptions) => shell.finish(status(options, shell, ownTools(shell))));
}

/** `vmspec service install|uninstall|status` */
export function configure(command: Command, shell: Shell): void {
  configureInstall(command.command('install'), shell);
  configureUninstall(command.command('uninstall'), shell);
  configureStatus(command.command('status'), shell);
  command.addHelpText(
    'after',
    `
Runs on Windows, in an elevated PowerShell, from the unpacked vmspec-host zip. install.ps1 and uninstall.ps1 in there
take the same options. Elsewhere only --dry-run works (exit code 78 without it).

Examples:
  vmspec service install --dry-run
  vmspec service install --bind 0.0.0.0 --firewall-profile private
  vmspec service uninstall --purge`,
  );
}
