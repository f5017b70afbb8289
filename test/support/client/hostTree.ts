import type { ConnectionState } from '../../../client/src/connection/state.ts';
import type { HostState } from '../../../client/src/store/hostState.ts';
import { hostsModel, type HostsOptions } from '../../../client/src/views/hosts/hostsModel.ts';
import { emptyModel, type Model } from '../../../client/src/views/tree/model.ts';
import { sampleHost } from '../hostSamples.ts';

const open: ConnectionState = { kind: 'open', host: sampleHost, attempt: 0 };
/** What a person sees who has chosen nothing. */
export const usual: HostsOptions = { groupBy: 'job', showOthers: true };

/** The tree of the host, by default of one that answers. */
export function hosts(
  state: HostState | null,
  options = usual,
  before = emptyModel,
  connection = open,
): Model {
  return hostsModel(before, connection, state, options);
}

/** The tree as lines of text, indented. */
export function lines(model: Model): string[] {
  const below = (ids: readonly string[], depth: number): string[] =>
    ids.flatMap((id) => {
      const entry = model.entries.get(id);
      if (entry === undefined) return [];
      const { label, description = '' } = entry.row;
      return [`${'  '.repeat(depth)}${label} | ${description}`, ...below(entry.children, depth + 1)];
    });
  return below(model.roots, 0);
}
