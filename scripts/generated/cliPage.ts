import { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Command } from 'commander';
import { buildProgram } from '../../server/src/cli/program.ts';
import { createShell } from '../../server/src/cli/shell.ts';
import { pageBanner } from './markdown.ts';

/** Columns of the help texts on the page. */
const WIDTH = 110;

/** The page of the command line: the help of the program and of every command, as they print it. */
export async function cliPage(): Promise<string> {
  const written: string[] = [];
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString('utf8'));
        done();
      },
    }),
    { columns: WIDTH },
  );
  const shell = createShell({
    env: {},
    platform: 'linux',
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    monotonic: () => 0,
    sleep: () => Promise.resolve(),
    interrupt: () => new AbortController().signal,
  });
  const sections = everyCommand(await buildProgram([], shell, true)).map(({ path, command }) => {
    command.outputHelp();
    const help = stripVTControlCharacters(written.splice(0).join('')).trim();
    return `## ${path}\n\n\`\`\`text\n${help}\n\`\`\``;
  });
  return `${pageBanner}\n\n# The command line\n\n${sections.join('\n\n')}\n`;
}

/** The program, its commands and theirs, with the words that call them. */
function everyCommand(command: Command, parent = ''): { readonly path: string; readonly command: Command }[] {
  const path = `${parent} ${command.name()}`.trimStart();
  const named = command.commands.filter((one) => one.name() !== 'help');
  return [{ path, command }, ...named.flatMap((one) => everyCommand(one, path))];
}
