import { commands, type Memento } from 'vscode';
import type { HostsOptions } from './hosts/hostsModel.ts';

/** What a person has chosen to see, remembered in every window. */
export interface ViewOptions {
  get(): HostsOptions;
  set(change: Partial<HostsOptions>): void;
  /** Called whenever something else was chosen. */
  onChange(listener: () => void): void;
}

const KEY = 'hostsView';

export function createViewOptions(memory: Memento): ViewOptions {
  const listeners: (() => void)[] = [];
  const get = (): HostsOptions => {
    const { groupBy, showOthers }: Partial<HostsOptions> = memory.get<Partial<HostsOptions>>(KEY) ?? {};
    return { groupBy: groupBy === 'tag' ? 'tag' : 'job', showOthers: showOthers !== false };
  };
  const tellEditor = (): void => {
    const { groupBy, showOthers } = get();
    void commands.executeCommand('setContext', 'vmspec.groupBy', groupBy);
    void commands.executeCommand('setContext', 'vmspec.showOthers', showOthers);
  };
  tellEditor();
  return {
    get,
    set: (change) => {
      void memory.update(KEY, { ...get(), ...change });
      tellEditor();
      for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.push(listener),
  };
}
