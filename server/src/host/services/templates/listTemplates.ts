import { MB_PER_GB } from '#core/charges.ts';
import { judgeTemplates, type JudgedTemplate } from '#core/templates/templateState.ts';
import type { Template, TemplateList } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../../refusal.ts';
import type { TemplateRecord } from '../../store/templates.ts';
import type { ServiceContext } from '../context.ts';
import { fold, type HostView } from '../hostView.ts';
import { viewOrRefusal } from '../provision.ts';
import { dependentsIn, type Dependents } from './dependents.ts';

/** Lists the template disks, those on their way, and those that went away. */
export function listTemplates(context: ServiceContext): Outcome<TemplateList> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  return done({ templates: templatesIn(context, view.value), roots: [...context.folders.template_roots] });
}

/** Every template as clients see it. */
export function templatesIn({ store }: ServiceContext, view: HostView): Template[] {
  const records = store.templates.all();
  const dependents = dependentsIn(view);
  const about = (path: string): Pick<Template, 'children' | 'dependents'> =>
    dependentsText(dependents.get(fold(path)));
  const unfinished = records.filter(({ state }) => state === 'ADDING' || state === 'FAILED');
  const recorded = new Map(
    records.filter((record) => !unfinished.includes(record)).map((record) => [fold(record.path), record]),
  );
  const hidden = new Set(unfinished.map(({ path }) => fold(path)));
  const present = judgeTemplates(view.inventory.templates, [...recorded.values()])
    .filter(({ path }) => !hidden.has(fold(path)))
    .map((template) => ({
      ...presentTemplate(template, recorded.get(fold(template.path))),
      ...about(template.path),
    }));
  const there = new Set(present.map(({ path }) => fold(path)));
  const missing = [...recorded.values()]
    .filter(({ path, state }) => state === 'RECORDED' && !there.has(fold(path)))
    .map((record): Template => ({ ...recordedTemplate(record, 'missing'), ...about(record.path) }));
  return [...present, ...missing, ...unfinished.map(unfinishedTemplate)].sort((left, right) =>
    left.path.localeCompare(right.path),
  );
}

/** Names of dependent VMs that a list tells. */
const NAMES_IN_LIST = 10;

function dependentsText(of: Dependents | undefined): Pick<Template, 'children' | 'dependents'> {
  return { children: of?.disks ?? 0, dependents: (of?.vms ?? []).slice(0, NAMES_IN_LIST) };
}

function presentTemplate(
  { path, size_mb, file_mb, os, generation, state }: JudgedTemplate,
  record: TemplateRecord | undefined,
): Template {
  const sizes = { size_gb: size_mb / MB_PER_GB, file_gb: file_mb / MB_PER_GB };
  return { path, ...sizes, os, generation, children: 0, state, ...factsOf(record) };
}

function recordedTemplate(record: TemplateRecord, state: Template['state']): Template {
  const { path, size_mb, os, generation } = record;
  return { path, size_gb: size_mb / MB_PER_GB, os, generation, children: 0, state, ...factsOf(record) };
}

function factsOf(
  record: TemplateRecord | undefined,
): Pick<Template, 'recorded' | 'added_at' | 'added_by' | 'superseded_by'> {
  return {
    recorded: record !== undefined,
    added_at: record?.added_at ?? null,
    added_by: record?.added_by ?? null,
    superseded_by: record?.superseded_by ?? null,
  };
}

/** A template that is being added, or could not be. */
export function unfinishedTemplate(record: TemplateRecord): Template {
  const { source, error, progress, state } = record;
  return {
    ...recordedTemplate(record, state === 'FAILED' ? 'failed' : 'adding'),
    recorded: false,
    dependents: [],
    ...(source === null ? {} : { source }),
    ...(state === 'FAILED' ? {} : { progress }),
    ...(error === null ? {} : { error }),
  };
}
