import type { Audit, AuditFinding } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../../refusal.ts';
import type { ServiceContext } from '../context.ts';
import type { HostView } from '../hostView.ts';
import { inventoryUnknown } from '../provision.ts';
import { keptDisks, unexplainedFiles } from './fileFindings.ts';
import type { AuditInput, Finder } from './finding.ts';
import {
  changedTemplates,
  missingReservations,
  overCommitted,
  staleReservations,
  stalledJobs,
} from './recordFindings.ts';
import { changedOutside, gone, leftovers, missingDisks, unexplainedVms } from './vmFindings.ts';

/** In the order in which a person wants to read them: what is wrong first, what only takes room last. */
const finders: readonly Finder[] = [
  gone,
  leftovers,
  missingDisks,
  changedTemplates,
  changedOutside,
  unexplainedVms,
  stalledJobs,
  staleReservations,
  missingReservations,
  overCommitted,
  unexplainedFiles,
  keptDisks,
];

/** Compares the records with a fresh reading of the host. */
export async function getAudit(context: ServiceContext): Promise<Outcome<Audit>> {
  const view = await context.watch.fresh();
  if (view === null) return inventoryUnknown(context);
  return done(auditOf(context, view));
}

/** What is off between the records and one reading. */
export function auditOf(context: ServiceContext, view: HostView): Audit {
  const { store, simulated } = context;
  const { inventory, at } = view;
  return {
    findings: findingsOf({ context, view }),
    compared: {
      vms: inventory.vms.length,
      own_vms: store.managed.held().length,
      files: inventory.own_files.length,
      reservations: store.ledger.holders().reservations,
      jobs: store.jobs.countUnfinished(),
    },
    at,
    simulated,
  };
}

function findingsOf(input: AuditInput): AuditFinding[] {
  return finders.flatMap((find) => find(input));
}
