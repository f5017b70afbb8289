import type { ErrorBody, Job, JobVm } from '#schemas/generated/types.ts';

/** What the process answers with. Scripts rely on these numbers. */
export const exitCodes = {
  done: 0,
  jobFailed: 1,
  invalidSpec: 2,
  doesNotFit: 3,
  notReachable: 4,
  conflict: 5,
  busy: 6,
  cancelled: 7,
  timeout: 8,
  usage: 64,
  internal: 70,
  dataDirectoryInUse: 75,
  configuration: 78,
  detached: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byCode: Readonly<Record<string, ExitCode>> = {
  invalid_request: exitCodes.invalidSpec,
  unknown_template: exitCodes.invalidSpec,
  template_changed: exitCodes.invalidSpec,
  unknown_network: exitCodes.invalidSpec,
  unknown_volume: exitCodes.invalidSpec,
  body_too_large: exitCodes.invalidSpec,
  capacity_exceeded: exitCodes.doesNotFit,
  storage_full: exitCodes.internal,
  route_not_found: exitCodes.internal,
};

/** The exit code for an error that the host answered with. */
export function exitCodeOfError(body: Pick<ErrorBody, 'code' | 'http_status'>): ExitCode {
  const known = Object.hasOwn(byCode, body.code) ? byCode[body.code] : undefined;
  if (known !== undefined) return known;
  switch (body.http_status) {
    case 401:
    case 403:
      return exitCodes.notReachable;
    case 404:
    case 409:
    case 422:
      return exitCodes.conflict;
    case 408:
    case 429:
    case 503:
      return exitCodes.busy;
    default:
      return exitCodes.internal;
  }
}

/** The exit code for a job that has ended. A guest that was asked for and gave no answer is as good as a failure to a script. */
export function exitCodeOfJob(job: Pick<Job, 'status' | 'reason' | 'vms'>): ExitCode {
  if (job.status === 'Success') return job.vms.some(hasWarning) ? exitCodes.jobFailed : exitCodes.done;
  return job.reason === 'cancelled' ? exitCodes.cancelled : exitCodes.jobFailed;
}

function hasWarning({ warning }: JobVm): boolean {
  return warning !== undefined && warning !== null;
}
