import { CodeActionKind, type CodeAction, type CodeActionParams, type Range } from 'vscode-languageserver';
import { problemsOf } from '../../convert/problemsOf.ts';
import { toDiagnostic } from '../../convert/toDiagnostic.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { Change } from '#shared/edit/change.ts';
import type { Session } from '../../session.ts';
import { fixAll } from './fixAll.ts';
import { fixContext } from './fixContext.ts';
import { offeredFixes, type OfferedFix } from './offeredFixes.ts';

/** Everything that can be mended without a person to choose: editors do it on saving when they are told to. */
export const FIX_ALL = 'source.fixAll.vmspec';

/** A code action whose changes are worked out when it is taken. */
export interface OfferedAction {
  readonly action: CodeAction;
  readonly changes: () => readonly Change[];
}

/** What can be done about the problems in a range, the likely things first. */
export function actionsFor(
  session: Session,
  document: SpecDocument,
  { range, context: { only } }: Pick<CodeActionParams, 'range' | 'context'>,
): OfferedAction[] {
  const host = session.hostFacts.current();
  const offered = offeredFixes(problemsOf(document, host), fixContext(document, host));
  const here = offered.filter(({ problem }) => touches(document.rangeOf(problem.range), range));
  const actions = [
    ...grouped(here).map((same) => single(session, document, same)),
    ...alike(session, document, here, offered),
    ...(offered.some(isSafe) ? [everything(session, document)] : []),
  ];
  return actions.filter(({ action }) => isWanted(action.kind ?? '', only));
}

/** One fix may mend several problems, such as all members that an object lacks: it is offered once. */
function grouped(offered: readonly OfferedFix[]): readonly (readonly OfferedFix[])[] {
  const same = Map.groupBy(offered, ({ fix }) => JSON.stringify([fix.title, fix.changes]));
  return [...same.values()];
}

function single(
  { documentation }: Session,
  document: SpecDocument,
  same: readonly OfferedFix[],
): OfferedAction {
  const { title = '', preferred = false, changes = [] } = same[0]?.fix ?? {};
  return {
    action: {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: same.map(({ problem }) => toDiagnostic(problem, document, documentation)),
      ...(preferred ? { isPreferred: true } : {}),
    },
    changes: () => changes,
  };
}

/** One action for all problems of the same code, where there are several that have a likely fix. */
function alike(
  { hostFacts }: Session,
  document: SpecDocument,
  here: readonly OfferedFix[],
  offered: readonly OfferedFix[],
): OfferedAction[] {
  const likely = offered.filter(isLikely);
  return [...new Set(here.filter(isLikely).map(({ problem }) => problem.code))].flatMap((code) => {
    const places = new Set(
      likely.filter(({ problem }) => problem.code === code).map(({ problem }) => problem),
    );
    if (places.size < 2) return [];
    const chosen = (one: OfferedFix): boolean => isLikely(one) && one.problem.code === code;
    return {
      action: {
        title: `Fix all ${places.size} "${code}" problems in this file`,
        kind: CodeActionKind.QuickFix,
      },
      changes: () => fixAll(document, hostFacts.current(), chosen),
    };
  });
}

function everything({ hostFacts }: Session, document: SpecDocument): OfferedAction {
  return {
    action: { title: 'Fix all that has one answer', kind: FIX_ALL },
    changes: () => fixAll(document, hostFacts.current(), isSafe),
  };
}

function isSafe({ fix }: OfferedFix): boolean {
  return fix.safe === true;
}

function isLikely({ fix }: OfferedFix): boolean {
  return fix.preferred === true;
}

/** Without a wish only quick fixes are shown: what changes the whole file is asked for by its kind. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wish) => wish === '' || kind === wish || kind.startsWith(`${wish}.`));
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
