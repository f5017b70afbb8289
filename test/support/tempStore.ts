import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'mocha';
import { openStore, type Store } from '../../server/src/host/store/store.ts';
import { fakeClock, type FakeClock } from './fakeClock.ts';

/** Records of a host in a temporary folder, gone after the test. */
export interface TempStores {
  readonly clock: FakeClock;
  /** Path of the database of the running test. */
  readonly path: () => string;
  /** Opens the records; what was opened before is not closed. */
  readonly open: () => Store;
}

/** Call it directly inside a `describe`. */
export function tempStores(): TempStores {
  const state: { folder: string | null; readonly opened: Set<Store> } = { folder: null, opened: new Set() };
  const clock = fakeClock();
  const path = (): string => {
    state.folder ??= mkdtempSync(join(tmpdir(), 'vmspec-store-'));
    return join(state.folder, 'vmspec.db');
  };
  afterEach(() => {
    for (const store of state.opened) store.close();
    state.opened.clear();
    if (state.folder !== null) rmSync(state.folder, { recursive: true, force: true });
    state.folder = null;
  });
  return {
    clock,
    path,
    open: () => {
      const store = openStore({
        program: '0.0.0-test',
        fillLog: false,
        path: path(),
        clock,
        simulated: true,
        onDiskFailure: (error) => {
          throw error;
        },
        onListenerError: () => undefined,
      });
      const own: Store = {
        ...store,
        close: () => {
          if (state.opened.delete(own)) store.close();
        },
      };
      state.opened.add(own);
      return own;
    },
  };
}
