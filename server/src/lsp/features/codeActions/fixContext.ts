import { getNodeValue } from 'jsonc-parser';
import { nodeAt } from '#core/json/nodeAt.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import type { FixContext } from './fix.ts';

/** What fixers look at, for one version of a document. */
export function fixContext(document: SpecDocument, host: KnownHost | null): FixContext {
  const node: FixContext['node'] = (pointer) =>
    document.tree === null ? undefined : nodeAt(document.tree, pointer);
  const value: FixContext['value'] = (pointer) => {
    const found = node(pointer);
    return found === undefined ? undefined : (getNodeValue(found) as unknown);
  };
  return { document, host, node, value };
}
