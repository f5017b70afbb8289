import type { Doctor } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import { doctorChecks } from './doctorChecks/registry.ts';
import type { DoctorCheck, DoctorInput } from './doctorChecks/doctorCheck.ts';
import type { Services } from './services.ts';

/** Checks the host. It answers even when the machine cannot be read: then that is what it says. */
export async function getDoctor(
  { context, doctor, activity }: Services,
  signal: AbortSignal,
): Promise<Outcome<Doctor>> {
  const { folders, networks, simulated, clock } = context;
  const facts = await doctor.hyperv.doctorFacts?.(signal);
  const now = clock.now();
  const input: DoctorInput = {
    facts: facts === undefined || 'failure' in facts ? null : facts,
    failure: facts !== undefined && 'failure' in facts ? facts.failure : null,
    view: context.watch.current(),
    folders,
    networks,
    simulated,
    bind: doctor.bind,
    tls: doctor.tls,
    activity: activity.state(),
    now,
  };
  const checks = doctorChecks.map((check) => reportOf(check, input));
  return done({ verdict: worst(checks), checks, at: new Date(now).toISOString(), simulated });
}

/** What one check says, as it is told. */
export function reportOf(check: DoctorCheck, input: DoctorInput): Doctor['checks'][number] {
  return { id: check.id, title: check.title, ...check.look(input) };
}

function worst(checks: Doctor['checks']): Doctor['verdict'] {
  const has = (state: string): boolean => checks.some((check) => check.state === state);
  if (has('red')) return 'red';
  return has('amber') ? 'amber' : 'green';
}
