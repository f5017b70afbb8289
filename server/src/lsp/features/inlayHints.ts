import { InlayHint, type Range } from 'vscode-languageserver';
import { vmEntries } from '#core/json/vmEntries.ts';
import { gbOf } from '../convert/sizes.ts';
import type { SpecDocument } from '../documents/specDocument.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/** Memory in GB beside its MB. The setting `vmspec.inlayHints.enabled` switches it off. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register: (session) => {
    const { connection, settings, client } = session;
    connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
      const { inlayHints: wanted } = await settings.current();
      return answer(session, textDocument.uri, token, [], (document) =>
        wanted.enabled ? hintsIn(document, range) : [],
      );
    });
    if (client.workspace?.inlayHint?.refreshSupport !== true) return;
    settings.onChanged(() => {
      // A client that goes away meanwhile does not answer; nothing is lost.
      connection.languages.inlayHint.refresh().catch(() => undefined);
    });
  },
};

const members = ['/ram_startup_mb', '/ram_min_mb', '/ram_max_mb'] as const;

function hintsIn(document: SpecDocument, range: Range): InlayHint[] {
  const first = document.lines.offsetAt(range.start);
  const last = document.lines.offsetAt(range.end);
  return vmEntries(document.tree)
    .filter(({ node }) => node.offset <= last && node.offset + node.length >= first)
    .flatMap((entry) => members.flatMap((member) => entry.at(member) ?? []))
    .flatMap(({ offset, length, value }) => {
      if (typeof value !== 'number' || value <= 0 || offset > last || offset + length < first) return [];
      const hint = InlayHint.create(document.lines.positionAt(offset + length), `= ${gbOf(value)}`);
      return [{ ...hint, paddingLeft: true }];
    });
}
