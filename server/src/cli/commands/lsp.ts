import type { Command } from 'commander';
import { SERVER_HEAP } from '#schemas/lsp/serverHeap.ts';
import type { Shell } from '../shell.ts';
import { boundHeap } from '../smallHeap.ts';

async function serve(shell: Shell): Promise<number> {
  boundHeap(SERVER_HEAP);
  const { serveStdio } = await import('../../lsp/serveStdio.ts');
  const { stdin, stdout } = shell.context;
  return serveStdio(stdin, stdout);
}

/** `vmspec lsp` */
export function configure(command: Command, shell: Shell): void {
  command
    .requiredOption('--stdio', 'speak on standard input and output')
    .addHelpText(
      'after',
      `
Speaks the Language Server Protocol: diagnostics, quick fixes, completion and more for .vmspec.json files, in any
editor. It needs no host and opens no file. docs/editors.md shows how to set up Neovim and Helix.

Example:
  vmspec lsp --stdio`,
    )
    .action(() => shell.finish(serve(shell)));
}
