import type { Parts } from '../parts.ts';

/** Shows the log of the extension. */
export function run({ output }: Pick<Parts, 'output'>): Promise<void> {
  output.show();
  return Promise.resolve();
}
