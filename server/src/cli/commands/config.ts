import type { Command } from 'commander';
import { nearest } from '#core/nearest.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { directoryOf, sayWhenItHolds, type LocalOptions } from '../localConfig.ts';
import { renderConfig, renderConfigValue } from '../render/config.ts';
import { configKeys } from '../settings/configKeys.ts';
import {
  configPath,
  configValue,
  readHostConfig,
  typedValue,
  withConfigValue,
  writeHostConfig,
} from '../settings/hostConfig.ts';
import type { Shell } from '../shell.ts';

interface Options extends LocalOptions {
  readonly json?: boolean;
  readonly default?: boolean;
}

function checkKey(key: string): void {
  const keys = configKeys().map((known) => known.key);
  if (keys.some((known) => known === key || known.startsWith(`${key}.`))) return;
  if (key.startsWith('networks.'))
    throw new CliFailure(
      exitCodes.usage,
      `${key} is part of the setting networks, and names may hold dots.`,
      'Use: vmspec networks add NAME --switch SWITCH [--vlan ID], or set networks as a whole.',
    );
  const near = nearest(key, keys);
  const hint = near === null ? 'See: vmspec config list' : `Did you mean ${near}? See: vmspec config list`;
  throw new CliFailure(exitCodes.usage, `There is no setting ${key}.`, hint);
}

function list(options: Options, shell: Shell): ExitCode {
  const path = configPath(directoryOf(options, shell));
  const config = readHostConfig(path);
  if (options.json === true) shell.json(config);
  else {
    shell.say(renderConfig(configKeys(), (key) => configValue(config, key), shell.style));
    shell.say(shell.style('dim', `from ${path}`));
  }
  return exitCodes.done;
}

function get(key: string, options: Options, shell: Shell): ExitCode {
  checkKey(key);
  const value = configValue(readHostConfig(configPath(directoryOf(options, shell))), key);
  if (options.json === true) shell.json(value ?? null);
  else if (value !== undefined) shell.say(renderConfigValue(value));
  else
    shell.say(
      `not set; default: ${configKeys().find((known) => known.key === key)?.default ?? 'host decides'}`,
    );
  return exitCodes.done;
}

function set(key: string, text: string | undefined, options: Options, shell: Shell): ExitCode {
  checkKey(key);
  if ((text === undefined) !== (options.default === true)) {
    throw new CliFailure(
      exitCodes.usage,
      'Give either a value or --default.',
      'vmspec config set cpu_percent 400',
    );
  }
  const directory = directoryOf(options, shell);
  const path = configPath(directory);
  const value = text === undefined ? undefined : typedValue(text);
  writeHostConfig(path, withConfigValue(readHostConfig(path), key, value));
  shell.say(value === undefined ? `${key} has its default again.` : `${key} is ${renderConfigValue(value)}.`);
  sayWhenItHolds(directory, shell);
  return exitCodes.done;
}

function withDataDir(command: Command): Command {
  return command.option('--data-dir <folder>', 'the data directory of the host');
}

/** `vmspec config list|get|set` */
export function configure(command: Command, shell: Shell): void {
  withDataDir(command.command('list'))
    .summary('Show every setting.')
    .description('Show every setting, its value and what it is for.')
    .option('--json', 'print the configuration file as JSON')
    .action((options: Options) => shell.finish(list(options, shell)));
  withDataDir(command.command('get <key>'))
    .summary('Show one setting.')
    .description('Show one setting.')
    .option('--json', 'print JSON, null when not set')
    .action((key: string, options: Options) => shell.finish(get(key, options, shell)));
  withDataDir(command.command('set <key> [value]'))
    .summary('Change a setting; the host takes it at its next start.')
    .description('Change a setting; the host takes it at its next start. A value is JSON, or text.')
    .option('--default', 'back to the default')
    .action((key: string, value: string | undefined, options: Options) =>
      shell.finish(set(key, value, options, shell)),
    );
  command.addHelpText(
    'after',
    `
Examples:
  vmspec config list
  vmspec config set cpu_percent 400
  vmspec config set host_reserve.ram_mb 4096
  vmspec config set template_roots '["D:\\\\Templates"]'
  vmspec config set cpu_percent --default`,
  );
}
