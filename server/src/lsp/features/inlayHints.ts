import { InlayHint, type Range } from 'vscode-languageserver';
import type { Node } from 'jsonc-parser';
import { nodeAt } from '#core/json/nodeAt.ts';
import { vmEntries, type VmEntry } from '#core/json/vmEntries.ts';
import { networkOf, networkWords } from '../convert/networks.ts';
import { gbOf } from '../convert/sizes.ts';
import type { SpecDocument } from '../documents/specDocument.ts';
import type { KnownHost } from '../hostFacts/hostFacts.ts';
import type { Session } from '../session.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/** Memory in GB beside its MB, and where a network leads beside its name. The setting `vmspec.inlayHints.enabled` switches it off. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register: (session) => {
    const { connection, hostFacts, settings, client } = session;
    connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
      const { inlayHints: wanted } = await settings.current();
      return answer(session, textDocument.uri, token, [], (document) =>
        wanted.enabled ? hintsIn(document, range, hostFacts.current()) : [],
      );
    });
    if (client.workspace?.inlayHint?.refreshSupport !== true) return;
    const refresh = (): void => {
      // A client that goes away meanwhile does not answer; nothing is lost.
      connection.languages.inlayHint.refresh().catch(() => undefined);
    };
    settings.onChanged(refresh);
    onOtherNetworks(session, refresh);
  },
};

const members = ['/ram_startup_mb', '/ram_min_mb', '/ram_max_mb'] as const;

function hintsIn(document: SpecDocument, range: Range, host: KnownHost | null): InlayHint[] {
  const first = document.lines.offsetAt(range.start);
  const last = document.lines.offsetAt(range.end);
  const inRange = ({ offset, length }: Node): boolean => offset <= last && offset + length >= first;
  return vmEntries(document.tree)
    .filter(({ node }) => inRange(node))
    .flatMap((entry) => [...memoryHints(entry), ...networkHints(entry, host)])
    .filter(({ node }) => inRange(node))
    .map(({ node: { offset, length }, text }) => ({
      ...InlayHint.create(document.lines.positionAt(offset + length), text),
      paddingLeft: true,
    }));
}

/** What is said behind a value. */
interface Hint {
  readonly node: Node;
  readonly text: string;
}

function memoryHints(entry: VmEntry): Hint[] {
  return members.flatMap((member) => {
    const node = entry.at(member);
    const mb: unknown = node?.value;
    return node === undefined || typeof mb !== 'number' || mb <= 0 ? [] : [{ node, text: `= ${gbOf(mb)}` }];
  });
}

function networkHints(entry: VmEntry, host: KnownHost | null): Hint[] {
  if (host === null) return [];
  const adapters = entry.at('/network_adapters')?.children ?? [];
  const names = [entry.at('/network_adapter_name'), ...adapters.map((adapter) => nodeAt(adapter, '/switch'))];
  return names.flatMap((node) => {
    const name: unknown = node?.value;
    if (node === undefined || typeof name !== 'string') return [];
    const network = networkOf(host.facts, name);
    return network?.switch === undefined ? [] : [{ node, text: `= ${networkWords(network)}` }];
  });
}

/** Tells when other networks are told; a host tells everything anew whenever anything changes. */
function onOtherNetworks({ hostFacts }: Session, listener: () => void): void {
  const known = { networks: '' };
  hostFacts.onChanged(() => {
    const networks = JSON.stringify(hostFacts.current()?.facts.networks ?? null);
    if (networks === known.networks) return;
    known.networks = networks;
    listener();
  });
}
