import { planTemplate, templateProblems, type TemplatePlan } from '#core/templates/planTemplate.ts';
import { atPath, baseName, temporaryPath } from '#core/templates/templateNames.ts';
import type { AddTemplateBody, Template } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../../refusal.ts';
import type { Emit } from '../../store/store.ts';
import type { TemplateRecord } from '../../store/templates.ts';
import type { Caller, ServiceContext } from '../context.ts';
import { fold, type HostView } from '../hostView.ts';
import { stopping } from '../makeJob.ts';
import { viewOrRefusal } from '../provision.ts';
import { transactOutcome } from '../transactOutcome.ts';
import { dependentsOf, fewNames } from './dependents.ts';
import { recordedStates } from './judgedTemplates.ts';
import { templatesIn } from './listTemplates.ts';
import { templateEvent } from './templateTurns.ts';

/** Begins to make a disk a template, or says what stands against it. What only the driver can see comes later. */
export function addTemplate(
  context: ServiceContext,
  caller: Caller,
  body: AddTemplateBody,
): Outcome<Template> {
  const problems = templateProblems(body);
  if (problems.length > 0) return refuse('invalid_request', problems[0]?.message, { errors: problems });
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const begun = transactOutcome(context.store, (emit) => begin(context, view.value, caller, body, emit));
  if (!begun.ok) return begun;
  context.templateWork.enqueue(begun.value.id);
  const shown = atPath(templatesIn(context, view.value), begun.value.path);
  if (shown === undefined) throw new Error('a template that was just recorded is not listed');
  return done(shown);
}

function begin(
  context: ServiceContext,
  view: HostView,
  caller: Caller,
  body: AddTemplateBody,
  emit: Emit,
): Outcome<TemplateRecord> {
  const { store, shutdown } = context;
  if (shutdown.asked) return stopping();
  const plan = planFor(context, view, body);
  if (!plan.ok) return plan;
  const existing = store.templates.find(plan.value.path);
  if (existing?.state === 'ADDING' && isSameRequest(existing, body)) return done(existing);
  const refusal = refuseSource(view, body.path) ?? refuseTaken(view, existing, plan.value);
  if (refusal !== null) return refusal;
  if (existing?.state === 'RECORDED') return addAgain(context, view, existing, plan.value, caller);
  return done(addNew(context, view, body, plan.value, caller, emit));
}

/** Where the disk goes. Names of templates that are on their way are taken as well. */
function planFor(
  { store, folders }: ServiceContext,
  view: HostView,
  body: AddTemplateBody,
): Outcome<TemplatePlan> {
  const { inventory } = view;
  const old = body.replaces;
  const replaced =
    old === undefined ? null : (store.templates.find(old) ?? atPath(inventory.templates, old) ?? null);
  if (old !== undefined && replaced === null) return notFound(old);
  // The same request once more must not become a further version.
  const same = store.templates
    .all()
    .find((record) => record.state === 'ADDING' && isSameRequest(record, body));
  const taken = (path: string): boolean =>
    fold(path) !== fold(same?.path ?? '') &&
    (store.templates.find(path) !== null || atPath(inventory.templates, path) !== undefined);
  return done(planTemplate(body, { roots: folders.template_roots, replaced, taken }));
}

/** The refusal of a path that is no template. */
export function notFound(path: string): ReturnType<typeof refuse> {
  return refuse('template_not_found', `There is no template ${JSON.stringify(path)} on this host.`);
}

function isSameRequest({ source, replaces }: TemplateRecord, body: AddTemplateBody): boolean {
  return fold(source ?? '') === fold(body.path) && fold(replaces ?? '') === fold(body.replaces ?? '');
}

function refuseSource({ inventory }: HostView, path: string): ReturnType<typeof refuse> | null {
  const user = inventory.vms.find(({ disks }) => atPath(disks, path) !== undefined);
  if (user === undefined) return null;
  return refuse('template_attached', `${JSON.stringify(path)} is a disk of the VM "${user.vm_name}".`);
}

function refuseTaken(
  { inventory }: HostView,
  existing: TemplateRecord | null,
  { path, copied }: TemplatePlan,
): ReturnType<typeof refuse> | null {
  const recorded = existing !== null && existing.state !== 'FAILED';
  const known = atPath(inventory.templates, path) !== undefined;
  const taken = copied ? recorded || known : recorded && existing.state !== 'RECORDED';
  return taken ? refuse('template_exists', `There is a template ${JSON.stringify(path)} already.`) : null;
}

/** A template that is recorded and lies where it lies: what people say of it is written down. */
function addAgain(
  { store, clock }: ServiceContext,
  view: HostView,
  record: TemplateRecord,
  { os, generation }: TemplatePlan,
  caller: Caller,
): Outcome<TemplateRecord> {
  const state = recordedStates(store, view).find((item) => item.record.id === record.id)?.state;
  const { vms } = dependentsOf(view, record.path);
  if (state === 'changed' && vms.length > 0) {
    const message = `${JSON.stringify(record.path)} is not the disk that was recorded, and VMs depend on that one: ${fewNames(vms)}.`;
    return refuse('template_in_use', message);
  }
  if (state === 'missing') return notFound(record.path);
  const facts = atPath(view.inventory.templates, record.path);
  const added_at = new Date(clock.now()).toISOString();
  store.templates.describe(record.id, {
    ...record,
    ...facts,
    os,
    generation,
    added_at,
    added_by: caller.name,
  });
  return done(store.templates.get(record.id) ?? record);
}

function addNew(
  { store, clock, random }: ServiceContext,
  view: HostView,
  body: AddTemplateBody,
  { path, copied, os, generation }: TemplatePlan,
  caller: Caller,
  emit: Emit,
): TemplateRecord {
  const added_at = new Date(clock.now()).toISOString();
  const old = atPath(view.inventory.templates, body.replaces ?? '');
  if (old !== undefined) store.templates.use(old, added_at);
  emit(templateEvent(view, path, 'adding', `${baseName(path)} is being added`));
  return store.templates.begin({
    ...{ path, os, generation, source: body.path, replaces: body.replaces ?? null },
    temporary: copied ? temporaryPath(path, random.uuid()) : null,
    ...{ added_at, added_by: caller.name },
  });
}
