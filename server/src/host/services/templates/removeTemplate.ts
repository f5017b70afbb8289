import { hasEnded } from '#core/jobState.ts';
import { atPath, baseName } from '#core/templates/templateNames.ts';
import { pathFault } from '#core/windowsPath.ts';
import type { RemoveTemplateQuery, TemplateRemoved } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../../refusal.ts';
import type { TemplateRecord } from '../../store/templates.ts';
import type { ServiceContext } from '../context.ts';
import { fold, type HostView } from '../hostView.ts';
import { inventoryUnknown } from '../provision.ts';
import type { Services } from '../services.ts';
import { transactOutcome } from '../transactOutcome.ts';
import { notFound } from './addTemplate.ts';
import { dependentsOf, fewNames } from './dependents.ts';
import { templateEvent } from './templateTurns.ts';

/** Forgets a template, deletes its file when asked to, or gives up adding it. */
export async function removeTemplate(
  services: Services,
  { path, file = 'keep' }: RemoveTemplateQuery,
): Promise<Outcome<TemplateRemoved>> {
  const { context } = services;
  // What no path of ours can be needs no reading of the machine.
  if (pathFault(path) !== null) return notFound(path);
  const view = await context.watch.fresh();
  if (view === null) return inventoryUnknown(context);
  const record = context.store.templates.find(path);
  if (record !== null && (record.state === 'ADDING' || record.state === 'FAILED'))
    return giveUp(context, view, record);
  const there = atPath(view.inventory.templates, path);
  const known = record?.path ?? there?.path;
  if (known === undefined) return notFound(path);
  if (file === 'delete' && there !== undefined) return deleteFile(services, view, known);
  return transactOutcome(context.store, (emit): Outcome<TemplateRemoved> => {
    const refusal = refuseUsed(context, view, known);
    if (refusal !== null) return refusal;
    const now = context.store.templates.find(known);
    if (now !== null) {
      context.store.templates.remove(now.id);
      emit(templateEvent(view, known, 'removed', `${baseName(known)} was removed from the templates`));
    }
    return done({ path: known, file: there === undefined ? 'none' : 'kept' });
  });
}

/** One that is not there yet: what there is of its copy goes at once, or as soon as it can. */
function giveUp(context: ServiceContext, view: HostView, record: TemplateRecord): Outcome<TemplateRemoved> {
  const { store, templateWork } = context;
  const left = transactOutcome(store, (emit) => {
    store.templates.leave(record.id);
    emit(templateEvent(view, record.path, 'removed', `Adding ${baseName(record.path)} was given up`));
    return done(record.id);
  });
  if (!left.ok) return left;
  templateWork.giveUp(record.id);
  return done({ path: record.path, file: record.temporary === null ? 'kept' : 'none' });
}

async function deleteFile(
  services: Services,
  view: HostView,
  path: string,
): Promise<Outcome<TemplateRemoved>> {
  const { context } = services;
  const { store, clock, templateWork } = context;
  // Nothing new is made from it from here on, whatever comes of the file.
  const closed = transactOutcome(store, (): Outcome<number> => {
    const refusal = refuseUsed(context, view, path);
    if (refusal !== null) return refusal;
    const facts = atPath(view.inventory.templates, path);
    if (facts !== undefined) store.templates.use(facts, new Date(clock.now()).toISOString());
    const record = store.templates.find(path);
    if (record === null) return notFound(path);
    store.templates.setState(record.id, 'REMOVING');
    return done(record.id);
  });
  if (!closed.ok) return closed;
  const failed = await templateWork.deleteFile(closed.value);
  if (failed !== null) return refuse('template_not_removed', failed);
  return done({ path, file: 'deleted' });
}

function refuseUsed(
  { store }: ServiceContext,
  view: HostView,
  path: string,
): ReturnType<typeof refuse> | null {
  const name = baseName(path);
  const { disks, vms } = dependentsOf(view, path);
  if (disks > 0) {
    const count = disks === 1 ? 'One VM disk depends' : `${disks} VM disks depend`;
    return refuse('template_in_use', `${count} on ${name}: ${fewNames(vms)}.`);
  }
  const made = store.managed
    .held()
    .filter(({ blueprint }) => blueprint.adopted !== true && fold(blueprint.template.path) === fold(path))
    .filter(({ job_id, n }) => {
      const row = store.jobs.vm(job_id, n);
      return row !== null && !hasEnded(row.vm.status);
    });
  if (made.length === 0) return null;
  const names = fewNames(made.map(({ vm_name }) => vm_name));
  return refuse('template_in_use', `VMs are being made from ${name}: ${names}.`, {
    job_id: made[0]?.job_id ?? '',
  });
}
