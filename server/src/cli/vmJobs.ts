import type { Job, ProvisionAccepted, Vm } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, Interrupted } from './failure.ts';
import { type FollowOptions, followJobs } from './follow.ts';
import { printable } from './render/printable.ts';
import { errorDocument, reportFailure } from './reportFailure.ts';
import { resolveVms } from './resolveVms.ts';
import { type HostOptions, sayPractice, withClient } from './session.ts';
import type { Shell } from './shell.ts';
import type { WaitOptions } from './submitted.ts';

/** Options of every command that works on VMs of the host. */
export type VmJobOptions = HostOptions & WaitOptions;

/** Asks the host for a job on one VM. */
export type SubmitVmJob = (client: Client, vm: Vm) => Promise<{ readonly body: ProvisionAccepted }>;

/** What became of the request for one VM: a job, or a refusal. */
interface Asked {
  readonly vm: Vm;
  readonly accepted: ProvisionAccepted | null;
  readonly refusal: CliFailure | null;
}

function jobIdOf(accepted: ProvisionAccepted): string {
  return accepted.provisioning_job_response.job_id;
}

async function askFor(shell: Shell, client: Client, vm: Vm, submit: SubmitVmJob): Promise<Asked> {
  try {
    const { body } = await submit(client, vm);
    return { vm, accepted: body, refusal: null };
  } catch (failure) {
    if (!(failure instanceof CliFailure) || failure instanceof Interrupted) throw failure;
    reportFailure(failure, shell, false);
    return { vm, accepted: null, refusal: failure };
  }
}

/** One document for one VM, a list for several; where a VM was refused, the error stands in its place. */
function printAll(shell: Shell, asked: readonly Asked[], jobs: readonly Job[]): void {
  const documents = asked.map(({ accepted, refusal }) => {
    if (refusal !== null) return errorDocument(refusal);
    return jobs.find((job) => accepted !== null && job.job_id === jobIdOf(accepted)) ?? accepted;
  });
  shell.json(asked.length === 1 ? documents[0] : documents);
}

/** What came of the jobs on some VMs. */
export interface VmJobsResult {
  readonly exit: ExitCode;
  /** The VMs whose job is done; without waiting those whose job is accepted. */
  readonly vms: readonly Vm[];
}

/**
 * Makes a job for each of these VMs, all of one kind. What is refused for one is told and does not stop the others; the
 * exit code is that of the last refusal or of the worst job.
 */
export async function runVmJobs(
  shell: Shell,
  client: Client,
  vms: readonly Vm[],
  submit: SubmitVmJob,
  options: VmJobOptions,
): Promise<VmJobsResult> {
  const json = options.json === true;
  const wait = options.wait === true || options.timeout !== undefined;
  const asked: Asked[] = [];
  for (const vm of vms) {
    const one = await askFor(shell, client, vm, submit);
    asked.push(one);
    // Who waits for several reads one account of all of them instead.
    const told = !json && one.accepted !== null && !(wait && vms.length > 1);
    if (told) shell.say(`${printable(vm.vm_name)}: job ${jobIdOf(one.accepted)} accepted.`);
  }
  const refused = asked.findLast((one) => one.refusal !== null)?.refusal?.exit ?? exitCodes.done;
  const ids = asked.flatMap(({ accepted }) => (accepted === null ? [] : [jobIdOf(accepted)]));
  const follow: FollowOptions = { json, timeoutS: options.timeout ?? null };
  const followed =
    wait && ids.length > 0
      ? await followJobs(shell, client, ids, follow)
      : { jobs: [], exit: exitCodes.done };
  if (json) printAll(shell, asked, followed.jobs);
  const failed = new Set(followed.jobs.filter((job) => job.status !== 'Success').map((job) => job.job_id));
  const done = asked.filter(({ accepted }) => accepted !== null && !failed.has(jobIdOf(accepted)));
  return {
    exit: refused === exitCodes.done ? followed.exit : refused,
    vms: done.map(({ vm }) => vm),
  };
}

/** Runs a command that makes a job for each VM a person names. */
export function runOnNamedVms(
  shell: Shell,
  names: readonly string[],
  submit: SubmitVmJob,
  options: VmJobOptions,
): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listVms');
    const vms = resolveVms(body.vms, names);
    if (options.json !== true) await sayPractice(shell, client, vms[0]?.simulated ?? null);
    return (await runVmJobs(shell, client, vms, submit, options)).exit;
  });
}
