import { Argument, type Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { completionScript, type CompletionShell, shells } from '../render/completion.ts';
import type { Shell } from '../shell.ts';

function words(command: Command): readonly string[] {
  const options = command.options
    .filter((option) => !option.hidden)
    .map((option) => option.long ?? option.short ?? '');
  return [...command.commands.map((one) => one.name()), ...options, '--help'].filter((word) => word !== '');
}

async function print(shellName: CompletionShell, shell: Shell): Promise<ExitCode> {
  const { buildProgram } = await import('../program.ts');
  const program = await buildProgram([], shell, true);
  const byCommand = new Map(
    program.commands.flatMap((command) => [
      [command.name(), words(command)] as const,
      ...command.commands.map((inner) => [`${command.name()} ${inner.name()}`, words(inner)] as const),
    ]),
  );
  shell.say(completionScript(shellName, [...words(program), 'help'], byCommand));
  return exitCodes.done;
}

/** `vmspec completion SHELL` */
export function configure(command: Command, shell: Shell): void {
  command
    .addArgument(new Argument('<shell>', 'the shell to complete for').choices(shells))
    .addHelpText(
      'after',
      `
Examples:
  vmspec completion bash > ~/.local/share/bash-completion/completions/vmspec
  vmspec completion zsh > "\${fpath[1]}/_vmspec"
  vmspec completion fish > ~/.config/fish/completions/vmspec.fish
  vmspec completion powershell >> $PROFILE`,
    )
    .action((name: CompletionShell) => shell.finish(print(name, shell)));
}
