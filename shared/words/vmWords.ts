/** What can be done with a VM depends on this; the states of Hyper-V are many more. */
export type Power = 'running' | 'off' | 'paused' | 'saved' | 'changing' | 'failed';

const powers: Readonly<Record<string, Power>> = {
  Running: 'running',
  Off: 'off',
  Paused: 'paused',
  Saved: 'saved',
  FastSaved: 'saved',
  Hibernated: 'saved',
};

/** Sorts a state of Hyper-V; one that ends in `Critical` means that the VM has lost its storage. */
export function powerOf(state: string): Power {
  if (state.endsWith('Critical')) return 'failed';
  return Object.hasOwn(powers, state) ? (powers[state] ?? 'changing') : 'changing';
}

/** A state of Hyper-V in words: `FastSavedCritical` is `fast saved critical`. */
export function stateWords(state: string): string {
  return state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
