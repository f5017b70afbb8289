import type { DashboardActionName } from '#schemas/generated/types.ts';
import type { Say } from '../shared/words.ts';
import type { Chosen, PageState } from './state.ts';

/** What the parts of the page get: the state, their words, and ways to change things. */
export interface Ui {
  readonly state: PageState;
  readonly say: Say;
  readonly choose: (change: Partial<Chosen>) => void;
  readonly act: (action: DashboardActionName, ids: readonly string[]) => void;
}
