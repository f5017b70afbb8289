import type { Audit, AuditDifference, AuditFinding, AuditRepair } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';
import { printable } from './printable.ts';
import type { Format, Style } from './style.ts';

const MARK = 4;

/** How urgent a finding is, as a word, so that nobody depends on a colour. */
function markOf({ kind, remedy }: AuditFinding): { readonly word: string; readonly format: Format } {
  if (kind === 'disk_kept') return { word: 'kept', format: 'dim' };
  return remedy === 'safe' ? { word: 'mend', format: 'green' } : { word: 'look', format: 'yellow' };
}

/** Whether something is off: a disk that somebody chose to keep is not. */
export function isOff({ kind }: AuditFinding): boolean {
  return kind !== 'disk_kept';
}

/** Every finding with what differs and what to do, and how much was compared. */
export function renderAudit({ findings, compared }: Audit, style: Style): string {
  const lines = findings.flatMap((finding) => linesOf(finding, style));
  const { own_vms, vms, files, reservations, jobs } = compared;
  const looked = `Compared: ${count(vms, 'VM')} (${own_vms} of VMSpec), ${count(files, 'file')}, ${count(reservations, 'reservation')}, ${count(jobs, 'job')} under way.`;
  const off = findings.filter(isOff).length;
  const safe = findings.filter(({ remedy }) => remedy === 'safe').length;
  const mend = safe === 0 ? '' : ` \`vmspec audit --repair\` mends ${safe} of them.`;
  const verdict =
    off === 0 ? 'Records and host agree.' : `${count(off, 'thing')} ${off === 1 ? 'is' : 'are'} off.${mend}`;
  return [...lines, ...(lines.length > 0 ? [''] : []), looked, style('bold', verdict)].join('\n');
}

function linesOf(finding: AuditFinding, style: Style): string[] {
  const { word, format } = markOf(finding);
  const indent = ' '.repeat(MARK + 2);
  return [
    `${style(format, word.padEnd(MARK))}  ${printable(finding.message)}`,
    ...finding.differences.map((difference) => `${indent}${differenceText(difference)}`),
    `${indent}→ ${printable(finding.hint)}`,
  ];
}

function differenceText({ member, recorded, actual }: AuditDifference): string {
  const show = (value: string | number): string => {
    if (typeof value === 'string') return printable(value);
    return member.startsWith('disk ') || member.startsWith('ram_') ? gb(value) : String(value);
  };
  const before = member.startsWith('disk ') && recorded === 0 ? 'not recorded' : show(recorded);
  return `${printable(member)}: ${before} → ${show(actual)}`;
}

const outcomes: Readonly<Record<AuditRepair['actions'][number]['outcome'], Format>> = {
  planned: 'cyan',
  done: 'green',
  failed: 'red',
  gone: 'dim',
};

/** What was mended, or would be, and how much is left. */
export function renderRepair({ actions, left, preview }: AuditRepair, style: Style): string {
  const width = Math.max(0, ...actions.map(({ outcome }) => outcome.length));
  const lines = actions.map(({ outcome, what, message }) => {
    const why = message === null ? '' : ` ${printable(message)}`;
    return `${style(outcomes[outcome], outcome.padEnd(width))}  ${printable(what)}${why}`;
  });
  const rest =
    left === 0
      ? 'Nothing else is off.'
      : `${count(left, 'finding')} ${left === 1 ? 'stays' : 'stay'}: \`vmspec audit\``;
  if (lines.length === 0) lines.push('There is nothing to mend by itself.');
  return [...lines, rest, ...(preview ? ['Nothing was changed.'] : [])].join('\n');
}
