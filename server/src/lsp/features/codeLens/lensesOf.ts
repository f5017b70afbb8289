import type { CodeLens } from 'vscode-languageserver';
import { lensCommands } from '#schemas/lsp/lensCommands.ts';
import type { TextRange } from '#core/problem.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { hostName } from '../../hostFacts/sayHost.ts';
import { judge } from './judge.ts';
import { counted, entryVerdict, verdict } from './verdict.ts';

const top: TextRange = { offset: 0, length: 0 };

/** The lenses of a document that is right; null while it is wrong. */
export function lensesOf(document: SpecDocument, host: KnownHost | null): CodeLens[] | null {
  const { vms, locate } = document.reading;
  if (vms === null) return null;
  const where = host === null ? '' : ` on ${hostName(host)}`;
  const actions = [
    lens(document, top, 'Plan', lensCommands.plan),
    lens(document, top, `Provision ${counted(vms.length, 'VM')}${where}…`, lensCommands.provision),
  ];
  if (host === null) return actions;
  const judgement = judge(vms, host.facts, locate);
  const entries = judgement.entries.map((entry) => {
    const says = judgement.there ? `On ${hostName(host)} already` : entryVerdict(entry, host);
    return lens(document, { ...locate(entry.pointer), length: 0 }, says);
  });
  return [lens(document, top, verdict(judgement, host)), ...actions, ...entries];
}

/** What a document shows that has been wrong ever since it was opened, so that its first line does not move later. */
export function wrongFromTheStart(document: SpecDocument): CodeLens[] {
  const { problems, truncated } = document.reading;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const many = truncated ? `more than ${errors} problems` : counted(errors, 'problem');
  return [lens(document, top, `Not ready for a host: ${many}`)];
}

/** A lens with no command is only read. */
function lens(document: SpecDocument, place: TextRange, title: string, command = ''): CodeLens {
  const { uri } = document;
  return {
    range: document.rangeOf(place),
    command: command === '' ? { title, command } : { title, command, arguments: [uri] },
  };
}
