import { showAs } from '../form/showAs.ts';
import { specUri } from './shownSpec.ts';

/** Shows a spec as text, in place of its form. */
export async function run(_parts: unknown, argument: unknown): Promise<void> {
  await showAs(specUri(argument), 'text');
}
