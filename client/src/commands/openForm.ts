import { showAs } from '../form/showAs.ts';
import { specUri } from './shownSpec.ts';

/** Shows a spec as a form, in place of its text. */
export async function run(_parts: unknown, argument: unknown): Promise<void> {
  await showAs(specUri(argument), 'form');
}
