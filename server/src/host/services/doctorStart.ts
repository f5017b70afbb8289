import type { Clock, HyperV } from '../ports.ts';
import { reportOf } from './doctor.ts';
import { startChecks } from './doctorChecks/registry.ts';

/** What keeps a host from being started at all, each with its fix; none when it can be. */
export async function startFindings(hyperv: Pick<HyperV, 'doctorFacts'>, clock: Clock): Promise<string[]> {
  const facts = (await hyperv.doctorFacts?.(new AbortController().signal)) ?? null;
  if (facts === null) return [];
  if ('failure' in facts) return [`The machine cannot be asked: ${facts.failure.message}`];
  const input = {
    facts,
    failure: null,
    view: null,
    folders: { vm_root: '', template_roots: [], vm_folders: [] },
    networks: {},
    simulated: false,
    bind: '127.0.0.1',
    tls: false,
    activity: { lost: 0, failure: null },
    now: clock.now(),
  };
  return startChecks
    .map((check) => reportOf(check, input))
    .filter(({ state }) => state === 'red')
    .map(({ message, fix }) => `${message} ${fix ?? ''}`.trim());
}
