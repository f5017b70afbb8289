import type { Blueprint } from '#core/blueprint.ts';
import { shortageMessage, shortages, sumCharges } from '#core/capacity.ts';
import { chargesOfPlan } from '#core/charges.ts';
import { atPath } from '#core/templates/templateNames.ts';
import type { JudgedTemplate } from '#core/templates/templateState.ts';
import type { PlannedVm } from '#schemas/generated/types.ts';
import { jobFolderName, vmFolder } from '#core/vmFolders.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { judgedTemplates } from './templates/judgedTemplates.ts';

/** A VM that wants room: its place in the job and what it will be. */
export interface Candidate {
  readonly n: number;
  readonly vm: PlannedVm;
}

export interface AdmissionRequest {
  readonly job_id: string;
  readonly attempt: number;
  readonly created_at: string;
  readonly candidates: readonly Candidate[];
}

/**
 * Reserves names and room for all candidates, or for none. Inside the transaction that then adds the job, whose
 * trigger checks the sums once more. Answers the row of each VM of ours, in order.
 */
export function admitVms(
  context: ServiceContext,
  view: HostView,
  request: AdmissionRequest,
): Outcome<number[]> {
  const { store } = context;
  const { job_id, attempt } = request;
  const templates = judgedTemplates(store, view);
  const blueprints = request.candidates.map(({ n, vm }) => ({
    n,
    blueprint: blueprintOf(context, templates, request, vm),
  }));
  const charges = blueprints.map(({ blueprint }) => chargesOfPlan(blueprint.vm, blueprint.folder));
  const taken = request.candidates
    .map(({ vm }) => vm.vm_name)
    .filter((name) => view.hasName(name) || store.managed.holderOf(name) !== null);
  if (taken.length > 0) return refuseNames(taken);
  const requested = sumCharges(charges.flat());
  const short = shortages(view.bases, store.ledger.promisedOf(requested.keys()), requested);
  if (short.length > 0) return refuse('capacity_exceeded', shortageMessage(short), { details: short });
  store.ledger.setCeilings(view.bases);
  const rows: number[] = [];
  for (const [index, { n, blueprint }] of blueprints.entries()) {
    const { vm_name } = blueprint.vm;
    const row = store.managed.add({ job_id, attempt, n, vm_name, blueprint });
    if (row === null) return refuseNames([vm_name]);
    for (const [item, charge] of (charges[index] ?? []).entries()) {
      store.ledger.reserve({ job_id, attempt, n, item, managed_vm: row, charge });
    }
    rows.push(row);
  }
  for (const { blueprint } of blueprints) {
    const template = atPath(templates, blueprint.template.path);
    if (template !== undefined) store.templates.use(template, request.created_at);
  }
  return done(rows);
}

/** Names all that are taken, at most as many as fit a sentence. */
function refuseNames(names: readonly string[]): Outcome<never> {
  const listed = names.slice(0, NAMES_IN_A_SENTENCE).map((name) => `"${name}"`);
  const more = names.length > listed.length ? ` and ${names.length - listed.length} more` : '';
  const what = names.length === 1 ? 'A VM named' : 'VMs named';
  const verbs = names.length === 1 ? 'exists on this host or is' : 'exist on this host or are';
  const message = `${what} ${listed.join(', ')}${more} ${verbs} being created.`;
  return refuse('name_in_use', message, { vm_name: names[0] ?? '' });
}

const NAMES_IN_A_SENTENCE = 10;

function blueprintOf(
  { folders }: ServiceContext,
  templates: readonly JudgedTemplate[],
  request: AdmissionRequest,
  vm: PlannedVm,
): Blueprint {
  const template = atPath(templates, vm.disk_template_path);
  return {
    job_id: request.job_id,
    vm,
    folder: vmFolder(folders.vm_root, jobFolderName(request.job_id, request.created_at), vm),
    template: {
      path: vm.disk_template_path,
      disk_id: template?.disk_id ?? '',
      size_mb: template?.size_mb ?? 0,
      content_stamp: template?.content_stamp ?? null,
    },
  };
}
