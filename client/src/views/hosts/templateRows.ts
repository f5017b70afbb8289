import * as l10n from '@vscode/l10n';
import { baseName, fileName } from '#shared/words/paths.ts';
import type { Template } from '#schemas/generated/types.ts';
import { count } from '#shared/words/size.ts';
import type { Planting } from '../tree/model.ts';
import { colors, type Icon, type Row } from '../tree/row.ts';

/** The id of a template's row. */
export function templateRowId(path: string): string {
  return `template/${path.toLowerCase()}`;
}

/** The templates of the host; where there is none, what a template is and how to get one. */
export function addTemplates(tree: Planting, parent: string, templates: readonly Template[]): void {
  const label = l10n.t('Templates');
  const description = String(templates.length);
  const group = tree.add(
    parent,
    'templates',
    { kind: 'templates' },
    {
      label,
      description,
      icon: { name: 'files' },
      context: 'templates',
      open: templates.length === 0,
      spoken: `${label}, ${description}`,
    },
  );
  for (const template of templates) {
    const { path } = template;
    tree.add(group, templateRowId(path), { kind: 'template', path }, templateRow(template));
  }
  if (templates.length > 0) return;
  addNote(tree, group, 'addTemplate', l10n.t('No templates yet: add one...'), 'add', 'vmspec.addTemplate');
  const read = l10n.t('What a template is, and how to make one');
  addNote(tree, group, 'templateGuide', read, 'book', 'vmspec.openTemplateGuide');
}

function addNote(
  tree: Planting,
  parent: string,
  name: string,
  label: string,
  icon: string,
  command: string,
): void {
  const row = { label, icon: { name: icon }, context: 'note', command, spoken: label };
  tree.add(parent, `note/${name}`, { kind: 'note', name }, row);
}

function templateRow(template: Template): Row {
  const { path, size_gb, os, generation, children, state } = template;
  const label = fileName(path);
  const words = stateWords(state);
  const parts = [
    ...(size_gb === 0 ? [] : [`${String(size_gb)} GB`]),
    ...(os === 'unknown' ? [] : [os === 'windows' ? 'Windows' : 'Linux']),
    ...(generation === null ? [] : [l10n.t('generation {0}', generation)]),
    ...(children === 0 ? [] : [l10n.t('under {0}', count(children, 'disk'))]),
    ...(words === null ? [] : [words]),
  ];
  return {
    label,
    description: parts.join(' · '),
    tooltip: templateTooltip(template),
    icon: iconOf(state),
    context: 'template',
    spoken: l10n.t('Template {0}, {1}', label, parts.join(', ')),
  };
}

function iconOf(state: Template['state']): Icon {
  switch (state) {
    case 'ok':
      return { name: 'file-binary' };
    case 'adding':
      return { name: 'loading~spin', color: colors.busy };
    case 'changed':
    case 'missing':
    case 'failed':
      return { name: 'warning', color: colors.warn };
  }
}

/** A state in a word or two; null where there is nothing to say. */
function stateWords(state: Template['state']): string | null {
  switch (state) {
    case 'ok':
      return null;
    case 'adding':
      return l10n.t('being added');
    case 'changed':
      return l10n.t('changed');
    case 'missing':
      return l10n.t('missing');
    case 'failed':
      return l10n.t('could not be added');
  }
}

/** All that is known of a template, a line each. */
export function templateTooltip(template: Template): string {
  const { path, children, dependents = [], superseded_by, added_by, recorded } = template;
  return [
    path,
    ...troubleOf(template),
    ...(children === 0
      ? []
      : [l10n.t('{0} depend on it: {1}', count(children, 'VM disk'), few(dependents, children))]),
    ...(superseded_by == null ? [] : [l10n.t('Superseded by {0}', baseName(superseded_by))]),
    ...(added_by == null ? [] : [l10n.t('Added by {0}', added_by)]),
    ...(recorded === false && template.state === 'ok'
      ? [l10n.t('Not recorded: nobody added or used it yet')]
      : []),
  ].join('\n');
}

function few(names: readonly string[], all: number): string {
  return names.length < all ? `${names.join(', ')}, …` : names.join(', ');
}

function troubleOf({ state, error, source }: Template): string[] {
  switch (state) {
    case 'ok':
      return [];
    case 'adding':
      return [l10n.t('It is being copied from {0}', source ?? '')];
    case 'changed':
      return [
        l10n.t('It is not the disk that was recorded: new VMs of it are refused.'),
        l10n.t('Put the original back, or add it as a new version.'),
      ];
    case 'missing':
      return [l10n.t('Its file is not there: new VMs of it are refused.')];
    case 'failed':
      return [error?.message ?? '', error?.hint ?? ''].filter((text) => text !== '');
  }
}
