import type { Say } from '../../shared/words.ts';
import type { FormState, Store } from '../store.ts';

/** What a part of the page is drawn from. */
export interface View {
  readonly state: FormState;
  readonly store: Store;
  readonly say: Say;
}

/** Whose member a field is: that of all VMs, or of one. */
export type Scope = 'all' | number;

/** Id of an element that belongs to a field. */
export function fieldId(scope: Scope, path: readonly (string | number)[]): string {
  return ['field', scope, ...path].join('-');
}
