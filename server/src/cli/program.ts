import { Command } from 'commander';
import { commands, groups, type CommandEntry } from './commandTable.ts';
import type { Shell } from './shell.ts';
import { packageVersion } from '../host/version.ts';

const examples = `
Examples:
  vmspec serve --driver simulated      a practice host: nothing is created
  vmspec validate lab.vmspec.json      check a spec, without a host
  vmspec plan lab.vmspec.json          what it would do, and whether it fits
  vmspec provision lab.vmspec.json --wait
  vmspec help provision                options and examples of a command

Exit codes: 0 done, 1 job failed or partial or a guest gave no answer, 2 invalid spec, 3 does not fit,
  4 host not reachable or not allowed, 5 conflict, 6 host busy, 7 cancelled, 8 --timeout reached, 64 usage,
  70 internal failure, 75 data directory in use, 78 configuration refused, 130 detached with Ctrl-C.
`;

async function addCommand(program: Command, entry: CommandEntry, load: boolean, shell: Shell): Promise<void> {
  const command = program
    .command(`${entry.name} ${entry.usage}`.trimEnd())
    .summary(entry.summary)
    .description(entry.summary)
    .helpGroup(groups[entry.group]);
  if (!load) return;
  const module = await entry.load();
  module.configure(command, shell);
}

/**
 * The command tree. Only commands that the arguments name are loaded, so that each starts fast; `all` loads every one.
 */
export async function buildProgram(argv: readonly string[], shell: Shell, all = false): Promise<Command> {
  const { stdout, stderr } = shell.context;
  const program = new Command('vmspec')
    .description(
      'Describe Hyper-V VMs in a .vmspec.json file; a host creates them, never more than it can hold.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    })
    .commandsGroup(groups.setup)
    .helpCommand(true)
    .showHelpAfterError('(vmspec --help shows the commands, vmspec help COMMAND the options of one)')
    .addHelpText('after', examples);
  if (argv.some((word) => word === '--version' || word === '-V')) program.version(packageVersion());
  else program.option('-V, --version', 'output the version number');
  for (const entry of commands) await addCommand(program, entry, all || argv.includes(entry.name), shell);
  return program;
}
