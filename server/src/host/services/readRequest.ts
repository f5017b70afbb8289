import { checkAgainstHost } from '#core/hostChecks.ts';
import { namedNetworks } from '#core/networks.ts';
import { planVms, type PlanFacts } from '#core/planVms.ts';
import type { Problem } from '#core/problem.ts';
import { readSpec, type SpecReading } from '#core/readSpec.ts';
import type { PlannedVm } from '#schemas/generated/types.ts';
import { errorCatalogue, type ErrorCode } from '#schemas/errors.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { addressHolders } from './addressHolders.ts';
import type { ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import type { JudgedTemplate } from '#core/templates/templateState.ts';
import { judgedTemplates } from './templates/judgedTemplates.ts';

/** A spec that is sound in itself. */
export interface SoundSpec {
  readonly text: string;
  readonly reading: SpecReading;
}

/** A spec joined with what the host has. */
export interface HostedSpec {
  readonly planned: readonly PlannedVm[];
  /** What the host refuses it for, and what is only to be looked at. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads a spec; every problem of the document at once. */
export function soundSpec(text: string): Outcome<SoundSpec> {
  const reading = readSpec(text);
  if (reading.vms !== null) return done({ text, reading });
  return invalidRequest(reading.problems, reading.truncated);
}

/** Problems of a document as a refusal; its message is that of the first. */
export function invalidRequest(
  problems: readonly Problem[],
  truncated: boolean,
  code: ErrorCode = 'invalid_request',
): Outcome<never> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return refuse(code, errors[0]?.message, {
    errors: errors.map(({ parameter, pointer, code: problem, message }) => ({
      parameter,
      pointer,
      code: problem,
      message,
    })),
    ...(truncated ? { errors_truncated: true } : {}),
  });
}

/** Checks a sound spec against the host and fills in every default. */
export function hostSpec(context: ServiceContext, view: HostView, { reading }: SoundSpec): HostedSpec {
  const { folders, policy, store } = context;
  const vms = reading.vms ?? [];
  const holders = addressHolders(vms, view, store);
  const facts = { ...planFacts(context, view), holders };
  const { problems: found } = checkAgainstHost({
    vms,
    inventory: { ...view.inventory, templates: facts.templates, networks: facts.networks },
    templateRoots: folders.template_roots,
    cpuPercent: policy.cpu_percent,
    holders,
    locate: reading.locate,
  });
  const planned = planVms(vms, facts);
  const warnings = [...reading.problems, ...found].filter(({ severity }) => severity === 'warning');
  return { planned, warnings, problems: found.filter(({ severity }) => severity === 'error') };
}

/** What defaults of a spec depend on here. */
export function planFacts(
  { folders, networks, store }: Pick<ServiceContext, 'folders' | 'networks' | 'store'>,
  view: HostView,
): PlanFacts & { readonly templates: readonly JudgedTemplate[] } {
  return {
    templates: judgedTemplates(store, view),
    networks: namedNetworks(networks, view.inventory.switches),
    default_volume: folders.vm_root.slice(0, 3),
  };
}

/** Problems that make all else moot: things the host does not have. Names and room are judged by the admission. */
export function refuseUnknown({ problems }: HostedSpec): Outcome<never> | null {
  const unknown = problems.filter(({ code }) => !judgedByAdmission.has(code));
  const [first] = unknown;
  return first === undefined ? null : invalidRequest(unknown, false, requestCode(first.code));
}

/** A VM that would be admitted but could never start. */
export function refuseUnstartable({ problems }: HostedSpec): Outcome<never> | null {
  const problem = problems.find(({ code }) => code === 'cpu_above_host');
  return problem === undefined ? null : refuse('capacity_exceeded', problem.message, { details: [] });
}

const judgedByAdmission: ReadonlySet<string> = new Set([
  'name_in_use',
  'cpu_above_host',
  'capacity_exceeded',
]);

function requestCode(code: string): ErrorCode {
  return code in errorCatalogue.request ? (code as ErrorCode) : 'invalid_request';
}
