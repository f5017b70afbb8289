import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Shell } from './shell.ts';

/** Asks someone at the terminal. Ctrl-C, the end of the input and anything but yes is a no. */
export async function askYes(shell: Shell, question: string): Promise<boolean> {
  const { stdin, stderr } = shell.context;
  const signal = shell.context.interrupt();
  const asked = createInterface({ input: stdin, output: stderr });
  try {
    const closed = once(asked, 'close').then(() => '');
    const answer = await Promise.race([
      asked.question(`${question} [y/N] `, { signal }).catch(() => ''),
      closed,
    ]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asked.close();
  }
}
