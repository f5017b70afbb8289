import type { ProvisionAccepted, Vm } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, Interrupted } from './failure.ts';
import { followJob } from './follow.ts';
import { printable } from './render/printable.ts';
import { reportFailure } from './reportFailure.ts';
import { resolveVms } from './resolveVms.ts';
import { type HostOptions, sayPractice, withClient } from './session.ts';
import type { Shell } from './shell.ts';
import type { WaitOptions } from './submitted.ts';

/** Options of every command that works on VMs of the host. */
export type VmJobOptions = HostOptions & WaitOptions;

/** Asks the host for a job on one VM. */
export type SubmitVmJob = (client: Client, vm: Vm) => Promise<{ readonly body: ProvisionAccepted }>;

interface Submitted {
  readonly vm: Vm;
  readonly answer: ProvisionAccepted;
}

/** Follows the jobs one after the other; the worst that happened is the exit code. */
async function followAll(
  shell: Shell,
  client: Client,
  submitted: readonly Submitted[],
  options: VmJobOptions,
): Promise<ExitCode> {
  const started = shell.context.monotonic();
  const ended: unknown[] = [];
  const collecting: Shell = { ...shell, json: (job) => void ended.push(job) };
  let worst: ExitCode = exitCodes.done;
  for (const { answer } of submitted) {
    const spent = (shell.context.monotonic() - started) / 1000;
    const timeoutS = options.timeout === undefined ? null : Math.max(0, options.timeout - spent);
    const { job_id: jobId } = answer.provisioning_job_response;
    const exit = await followJob(collecting, client, jobId, { json: options.json === true, timeoutS });
    if (exit !== exitCodes.done) worst = exit;
  }
  if (options.json === true) shell.json(submitted.length === 1 ? ended[0] : ended);
  return worst;
}

/**
 * Makes a job for each of these VMs. What is refused for one is told and does not stop the others; the exit code is
 * that of the last refusal or of the worst job.
 */
export async function runVmJobs(
  shell: Shell,
  client: Client,
  vms: readonly Vm[],
  submit: SubmitVmJob,
  options: VmJobOptions,
): Promise<ExitCode> {
  const json = options.json === true;
  const submitted: Submitted[] = [];
  let refused: ExitCode = exitCodes.done;
  for (const vm of vms) {
    try {
      const { body } = await submit(client, vm);
      submitted.push({ vm, answer: body });
      if (!json)
        shell.say(`${printable(vm.vm_name)}: job ${body.provisioning_job_response.job_id} accepted.`);
    } catch (failure) {
      if (!(failure instanceof CliFailure) || failure instanceof Interrupted) throw failure;
      refused = reportFailure(failure, shell, false);
    }
  }
  const wait = options.wait === true || options.timeout !== undefined;
  if (wait) {
    const worst = await followAll(shell, client, submitted, options);
    return refused === exitCodes.done ? worst : refused;
  }
  if (json) {
    const [only] = submitted;
    shell.json(vms.length === 1 && only !== undefined ? only.answer : submitted.map((one) => one.answer));
  }
  return refused;
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
    return runVmJobs(shell, client, vms, submit, options);
  });
}
