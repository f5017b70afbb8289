import { baseName } from '#core/templates/templateNames.ts';
import type { Template, TemplateList } from '#schemas/generated/types.ts';
import { gb } from '#shared/words/size.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const MB_PER_GB = 1024;

/** The template disks of a host, with the folders they are taken from. */
export function renderTemplates({ templates, roots }: TemplateList, style: Style): string {
  const folders = roots.map(printable).join(', ');
  if (templates.length === 0) return whatTemplatesAre(folders);
  const columns = [
    { title: 'Path' },
    { title: 'Size', right: true },
    { title: 'File', right: true },
    { title: 'System' },
    { title: 'Generation' },
    { title: 'VM disks', right: true },
    { title: 'State' },
  ];
  const rows = templates.map((template) => [
    printable(template.path),
    template.size_gb === 0 ? '-' : gb(template.size_gb * MB_PER_GB),
    template.file_gb === undefined ? '-' : gb(template.file_gb * MB_PER_GB),
    template.os,
    template.generation === null ? 'any' : String(template.generation),
    String(template.children),
    style(colours[template.state], stateText(template)),
  ]);
  const notes = templates.flatMap((template) => noteOn(template));
  const lines = [table(columns, rows, style), style('dim', `from ${folders}`), ...notes.map(printable)];
  return lines.join('\n');
}

const colours = { ok: 'green', changed: 'red', missing: 'red', failed: 'red', adding: 'yellow' } as const;

function stateText({ state, superseded_by, recorded }: Template): string {
  if (state === 'ok' && superseded_by != null)
    return `ok, superseded by ${printable(baseName(superseded_by))}`;
  return state === 'ok' && recorded === false ? 'ok, not recorded' : state;
}

/** What a person should know of one that cannot be used. */
function noteOn({ path, state, error, dependents = [], children }: Template): string[] {
  const name = baseName(path);
  const some = dependents.length < children ? `${dependents.join(', ')}, …` : dependents.join(', ');
  const vms = dependents.length === 0 ? '' : ` VMs that depend on it: ${some}.`;
  switch (state) {
    case 'changed':
      return [
        `${name} is not the disk that was recorded; nothing new is made from it. Put the original back, or add it as a new version: vmspec templates add "${path}" --replaces "${path}".${vms}`,
      ];
    case 'missing':
      return [
        `${name} is missing. Put it back${dependents.length > 0 ? '.' : `, or forget it: vmspec templates remove "${path}".`}${vms}`,
      ];
    case 'failed':
      return [
        `${name} could not be added: ${error?.message ?? 'no reason is told'} ${error?.hint ?? ''}`.trim(),
      ];
    case 'adding':
    case 'ok':
      return [];
  }
}

function whatTemplatesAre(folders: string): string {
  return [
    'No templates.',
    '',
    'A template is a disk with an installed system (.vhdx, or .vhd for generation 1) that VMs are made from.',
    'Take a cloud image of Ubuntu or Debian, or a Windows after sysprep, and add it:',
    '',
    '  vmspec templates add "D:\\Images\\ubuntu-24.04.vhdx" --os linux --generation 2 --wait',
    '',
    `It is copied to ${folders}, or stays where it is if it lies there already.`,
    'Step by step for each system: docs/templates.md',
  ].join('\n');
}
