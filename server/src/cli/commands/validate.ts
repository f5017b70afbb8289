import { type Command, Option } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { renderChecked } from '../render/problems.ts';
import type { Shell } from '../shell.ts';
import { type CheckedFile, checkSpec } from '../spec/checkSpec.ts';
import { readSpecFile } from '../spec/specFile.ts';

interface Options {
  readonly format: 'text' | 'json' | 'sarif';
}

async function print(files: readonly CheckedFile[], format: Options['format'], shell: Shell): Promise<void> {
  switch (format) {
    case 'text':
      shell.say(renderChecked(files, shell.style));
      return;
    case 'json':
      shell.json({ files });
      return;
    case 'sarif': {
      const [{ sarifLog }, { packageVersion }] = await Promise.all([
        import('../render/sarif.ts'),
        import('../../host/version.ts'),
      ]);
      shell.json(sarifLog(files, packageVersion()));
    }
  }
}

async function validate(paths: readonly string[], options: Options, shell: Shell): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  for (const path of paths) checked.push(checkSpec(await readSpecFile(path, shell.context.stdin)));
  await print(checked, options.format, shell);
  const wrong = checked.some((file) => file.problems.some((problem) => problem.severity === 'error'));
  return wrong ? exitCodes.invalidSpec : exitCodes.done;
}

/** `vmspec validate FILE...` */
export function configure(command: Command, shell: Shell): void {
  command
    .addOption(
      new Option('--format <format>', 'how to print what is found')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
A file named - is read from standard input. Exit code 0: valid, 2: not.

Examples:
  vmspec validate lab.vmspec.json
  vmspec validate specs/*.vmspec.json --format sarif > vmspec.sarif
  generate-spec | vmspec validate -`,
    )
    .action((files: readonly string[], options: Options) => shell.finish(validate(files, options, shell)));
}
