import * as l10n from '@vscode/l10n';
import { commands, type Memento } from 'vscode';
import type { Disposing } from '../disposing.ts';
import type { HostLink } from '../hostLink.ts';
import type { Parts } from '../parts.ts';
import { attentionOf, lastEnd } from './jobs/unseen.ts';

/** Keeps what is seen of the host without opening a view: the badge of the jobs, and which welcome a view shows. */
export function watchHost(
  { trees, memory }: Pick<Parts, 'trees' | 'memory'>,
  { connection, store }: HostLink,
): Disposing {
  const { view } = trees.jobs;
  const shown = { badge: '', connection: '' };
  const welcome = (): void => {
    const { kind } = connection.state();
    if (kind === shown.connection) return;
    shown.connection = kind;
    void commands.executeCommand('setContext', 'vmspec.connection', kind);
  };
  const badge = (): void => {
    const state = store.state();
    if (state === null) {
      view.badge = undefined;
      shown.badge = '';
      return;
    }
    const seen = seenUntil(memory.everywhere, state.host.name);
    // What failed before somebody used this view for the first time is nobody's news.
    if (seen.get() === null || view.visible) seen.set(lastEnd(state));
    const { running, failed } = attentionOf(state, seen.get() ?? '');
    const tooltip = [
      ...(running > 0 ? [l10n.t('{0} under way', running)] : []),
      ...(failed > 0 ? [l10n.t('{0} failed since you looked', failed)] : []),
    ].join(', ');
    if (tooltip === shown.badge) return;
    shown.badge = tooltip;
    view.badge = tooltip === '' ? undefined : { value: running + failed, tooltip };
  };
  const leaving = [
    connection.follow({ state: welcome }),
    store.follow(badge),
    ((): (() => void) => {
      const looking = view.onDidChangeVisibility(badge);
      return () => {
        looking.dispose();
      };
    })(),
  ];
  welcome();
  badge();
  void commands.executeCommand('setContext', 'vmspec.hasVmConnect', process.platform === 'win32');
  return { dispose: () => leaving.forEach((leave) => leave()) };
}

/** When somebody last looked at the jobs of a host, by its own clock; null: never. */
function seenUntil(memory: Memento, host: string): { get(): string | null; set(at: string): void } {
  const key = `jobsSeen/${host}`;
  return {
    get: () => memory.get<string>(key) ?? null,
    set: (at) => {
      if (memory.get<string>(key) !== at) void memory.update(key, at);
    },
  };
}
