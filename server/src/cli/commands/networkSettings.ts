import type { Command } from 'commander';
import { nearest } from '#core/nearest.ts';
import type { HostConfig, NetworkSetting } from '#schemas/generated/types.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { directoryOf, sayWhenItHolds, type LocalOptions } from '../localConfig.ts';
import { wholeNumber } from '../options.ts';
import { printable } from '../render/printable.ts';
import { configPath, readHostConfig, writeHostConfig } from '../settings/hostConfig.ts';
import type { Shell } from '../shell.ts';

interface AddOptions extends LocalOptions {
  readonly switch: string;
  readonly vlan?: number;
  readonly description?: string;
}

type Networks = Readonly<Record<string, NetworkSetting>>;

function add(name: string, options: AddOptions, shell: Shell): ExitCode {
  const { switch: leadsTo, vlan, description } = options;
  const setting: NetworkSetting = {
    switch: leadsTo,
    ...(vlan === undefined ? {} : { vlan_id: vlan }),
    ...(description === undefined ? {} : { description }),
  };
  change(options, shell, (networks) => ({ ...without(networks, name), [name]: setting }));
  const where = `the virtual switch "${leadsTo}"${vlan === undefined ? '' : `, VLAN ${String(vlan)}`}`;
  shell.say(printable(`"${name}" leads to ${where}.`));
  sayWhenItHolds(directoryOf(options, shell), shell);
  return exitCodes.done;
}

function remove(name: string, options: LocalOptions, shell: Shell): ExitCode {
  change(options, shell, (networks) => {
    const others = without(networks, name);
    if (Object.keys(others).length === Object.keys(networks).length) throw unknownNetwork(name, networks);
    return others;
  });
  shell.say(printable(`"${name}" is no network any more. VMs stay as they are.`));
  sayWhenItHolds(directoryOf(options, shell), shell);
  return exitCodes.done;
}

/** Writes the configuration with other networks, or nothing where it would be refused. */
function change(options: LocalOptions, shell: Shell, next: (networks: Networks) => Networks): void {
  const path = configPath(directoryOf(options, shell));
  const { networks, ...config }: HostConfig = readHostConfig(path);
  const changed = next(networks ?? {});
  writeHostConfig(path, Object.keys(changed).length === 0 ? config : { ...config, networks: changed });
}

/** The networks but the one of this name, whatever the case of its letters. */
function without(networks: Networks, name: string): Networks {
  const wanted = name.toLowerCase();
  return Object.fromEntries(Object.entries(networks).filter(([other]) => other.toLowerCase() !== wanted));
}

function unknownNetwork(name: string, networks: Networks): CliFailure {
  const names = Object.keys(networks);
  const near = nearest(name, names);
  const known = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  return new CliFailure(
    exitCodes.usage,
    printable(`The configuration has no network "${name}".`),
    printable(near === null ? known : `Did you mean "${near}"?`),
  );
}

/** `vmspec networks add|remove`: they change the configuration of the host of this computer. */
export function configureNetworkSettings(command: Command, shell: Shell): void {
  // Else the options of the list, some of the same names, would be taken out of what these are given.
  command.enablePositionalOptions();
  withDataDir(command.command('add <name>'))
    .summary('Give a virtual switch, and a VLAN, a name that specs can use; or lead a name elsewhere.')
    .description(
      'Give a virtual switch of this computer, and a VLAN, a name that specs can use, or lead a name elsewhere. The host takes it at its next start.',
    )
    .requiredOption('--switch <switch>', 'the virtual switch, spelt as the host spells it')
    .option('--vlan <id>', 'the VLAN, 1 to 4094 (default: what the spec says)', wholeNumber(1))
    .option('--description <text>', 'what it is for')
    .action((name: string, options: AddOptions) => shell.finish(add(name, local(command, options), shell)));
  withDataDir(command.command('remove <name>'))
    .summary('Remove such a name; VMs stay as they are.')
    .description('Remove such a name; VMs stay as they are. The host takes it at its next start.')
    .action((name: string, options: LocalOptions) =>
      shell.finish(remove(name, local(command, options), shell)),
    );
}

function withDataDir(command: Command): Command {
  return command.option('--data-dir <folder>', 'the data directory of the host');
}

/** The options of `add` or `remove`, where one may also stand before that word. Throws CliFailure for those of the list. */
function local<O extends LocalOptions>(command: Command, options: O): O {
  const { dataDir, ...others } = command.opts<LocalOptions>();
  const [wrong] = Object.keys(others);
  if (wrong !== undefined)
    throw new CliFailure(
      exitCodes.usage,
      'Networks are added and removed in the configuration of a host of this computer.',
      'Run it there; of the options before `add` or `remove` only --data-dir is taken.',
    );
  return dataDir === undefined ? options : { dataDir, ...options };
}
