import type { Problem } from '#core/problem.ts';
import type { KnownHost } from './hostFacts.ts';

/** A problem that a host has with a spec, with the host's name and the age of what is known of it; softer when stale. */
export function sayHost(problem: Problem, host: KnownHost): Problem {
  return {
    ...problem,
    severity: host.stale && problem.severity === 'error' ? 'warning' : problem.severity,
    message: `${problem.message} (${hostWords(host)})`,
  };
}

/** `hv01, 12 s ago`, for people. */
export function hostWords(host: KnownHost): string {
  return `${hostName(host)}, ${ageWords(host.ageMs)}${host.stale ? ', out of date' : ''}`;
}

/** `hv01`, or `practice host lab`, for people. */
export function hostName({ facts: { host } }: KnownHost): string {
  return `${host.simulated ? 'practice host ' : ''}${host.name}`;
}

function ageWords(ageMs: number): string {
  const units = [
    { name: 'd', ms: 86_400_000 },
    { name: 'h', ms: 3_600_000 },
    { name: 'min', ms: 60_000 },
    { name: 's', ms: 1000 },
  ];
  const unit = units.find(({ ms }) => ageMs >= ms);
  return unit === undefined ? 'now' : `${Math.floor(ageMs / unit.ms)} ${unit.name} ago`;
}
