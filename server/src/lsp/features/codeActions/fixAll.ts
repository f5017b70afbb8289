import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSpecDocument, type SpecDocument } from '../../documents/specDocument.ts';
import { areApart, type Change } from '#shared/edit/change.ts';
import { unchanged, type ChangedText } from '#shared/edit/changedText.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { problemsOf } from '../../convert/problemsOf.ts';
import { fixContext } from './fixContext.ts';
import { offeredFixes, type OfferedFix } from './offeredFixes.ts';

/** Rounds after which it is given up: each mends something that hid another problem. */
const MOST_ROUNDS = 8;

/** Changes that apply every chosen fix of a document, and those of the problems that come to light by that. */
export function fixAll(
  document: SpecDocument,
  host: KnownHost | null,
  chosen: (offered: OfferedFix) => boolean,
): readonly Change[] {
  let changed: ChangedText = unchanged(document.text);
  let current = document;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const offered = offeredFixes(problemsOf(current, host), fixContext(current, host)).filter(chosen);
    if (offered.length === 0) break;
    changed = changed.change(oneEach(offered));
    current = readSpecDocument(TextDocument.create(document.uri, '', 0, changed.text));
  }
  return changed.changes;
}

/** The changes of as many fixes as do not get in each other's way; the others have their turn in the next round. */
function oneEach(offered: readonly OfferedFix[]): Change[] {
  return offered.reduce<Change[]>((all, { fix }) => {
    const together = [...all, ...fix.changes];
    return areApart(together) ? together : all;
  }, []);
}
