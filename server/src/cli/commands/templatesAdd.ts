import { InvalidArgumentError, type Command, Option } from 'commander';
import { atPath, baseName } from '#core/templates/templateNames.ts';
import type { AddTemplateBody, Template } from '#schemas/generated/types.ts';
import type { Client } from '../client/client.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { Interrupted } from '../failure.ts';
import { withConnection, withJson } from '../options.ts';
import { printable } from '../render/printable.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { resolveTemplate } from '../templates/resolveTemplate.ts';

interface AddOptions extends HostOptions, Pick<AddTemplateBody, 'os' | 'generation' | 'name' | 'replaces'> {
  readonly wait?: boolean;
}

/** Between two looks at one that is being added, in ms: a copy takes minutes. */
const LOOK_MS = 1000;

function add(path: string, options: AddOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { os, generation, name, json } = options;
    const replaces = await replacedPath(client, options.replaces);
    const { body } = await client.call('addTemplate', {
      body: {
        path,
        ...(os === undefined ? {} : { os }),
        ...(generation === undefined ? {} : { generation }),
        ...(name === undefined ? {} : { name }),
        ...(replaces === undefined ? {} : { replaces }),
      },
    });
    if (json !== true) await sayPractice(shell, client);
    if (json !== true && body.state === 'adding') {
      shell.say(`${printable(body.path)} is being added; a copy takes minutes.`);
      if (options.wait !== true)
        shell.say(
          `How it stands: vmspec templates   Give it up: vmspec templates remove ${quoted(body.path)}`,
        );
    }
    const shown = options.wait === true ? await untilThere(shell, client, body) : body;
    if (json === true) shell.json(shown);
    else if (shown.state !== 'adding') sayEnd(shell, shown);
    return shown.state === 'failed' ? exitCodes.jobFailed : exitCodes.done;
  });
}

/** The path of the template that is replaced, which a person may name shortly. */
async function replacedPath(client: Client, wanted: string | undefined): Promise<string | undefined> {
  if (wanted === undefined || /^[A-Za-z]:\\/.test(wanted)) return wanted;
  const { body } = await client.call('listTemplates');
  return resolveTemplate(body.templates, wanted).path;
}

/** Looks until it is there, could not be added, or was given up by somebody. */
async function untilThere(shell: Shell, client: Client, begun: Template): Promise<Template> {
  const signal = shell.context.interrupt();
  let shown = begun;
  while (shown.state === 'adding') {
    await shell.context.sleep(LOOK_MS, signal);
    if (signal.aborted)
      throw new Interrupted('Interrupted: the host goes on.', 'How it stands: vmspec templates');
    const { body } = await client.call('listTemplates');
    const now = atPath(body.templates, begun.path);
    if (now === undefined) {
      const message = `${begun.path} is not added any more: somebody gave it up.`;
      return { ...shown, state: 'failed', error: { code: 'cancelled', message } };
    }
    shown = now;
  }
  return shown;
}

function sayEnd(shell: Shell, { path, state, error, os, generation }: Template): void {
  if (state === 'failed') {
    const detail = error?.detail === undefined ? '' : ` (${printable(error.detail)})`;
    shell.warn(
      `${printable(path)} could not be added: ${printable(error?.message ?? 'no reason is told')}${detail}`,
    );
    if (error?.hint !== undefined) shell.warn(`hint: ${printable(error.hint)}`);
    return;
  }
  const kind = generation === null ? os : `${os}, generation ${generation}`;
  shell.say(
    `${baseName(path)} is a template (${kind}). In a spec: "disk_template_path": ${JSON.stringify(path)}`,
  );
}

function quoted(path: string): string {
  return `"${path}"`;
}

function generationOf(text: string): number {
  if (text === '1' || text === '2') return Number(text);
  throw new InvalidArgumentError('It is 1 or 2.');
}

/** `vmspec templates add PATH` */
export function configureAdd(command: Command, shell: Shell): void {
  const summary = 'Make a disk of the host a template.';
  command
    .summary(summary)
    .description(
      `${summary} It is checked, copied below the template root, made read-only, and what it is gets recorded, so that a change of it shows. A disk that lies below a template root already stays where it is.`,
    )
    .addOption(
      new Option('--os <system>', 'operating system (default: what the name says)').choices([
        'windows',
        'linux',
        'unknown',
      ]),
    )
    .option('--generation <n>', 'generation of VMs that it boots in; a .vhd is converted for 2', generationOf)
    .option('--name <name>', 'name of the file without extension (default: as it is)')
    .option('--replaces <template>', 'add it as a new version of this template, beside it')
    .option('--wait', 'wait until it is there');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec templates add "D:\\Images\\ubuntu-24.04.vhdx" --os linux --generation 2 --wait
  vmspec templates add "D:\\Images\\ubuntu-24.04.1.vhdx" --replaces ubuntu-24.04`,
    )
    .action((path: string, options: AddOptions) => shell.finish(add(path, options, shell)));
}
