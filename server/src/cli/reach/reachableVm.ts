import type { Vm } from '#schemas/generated/types.ts';
import { sshAddressOf } from '#shared/vms/reachVm.ts';
import { duration } from '#shared/words/size.ts';
import { powerOf, stateWords } from '#shared/words/vmWords.ts';
import type { Client } from '../client/client.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure, Interrupted, Overdue } from '../failure.ts';
import { printable } from '../render/printable.ts';
import type { Shell } from '../shell.ts';

/** Seconds that a guest is waited for unless somebody says otherwise, and between two looks. */
const WAIT_S = 600;
const LOOK_S = 2;

/** How to wait for an address; null: not at all. */
export type Waiting = { readonly timeoutS: number | null } | null;

/** The address of a VM that runs. Throws CliFailure, with what to do, where it has none. */
export async function reachVm(
  shell: Shell,
  client: Client,
  vm: Vm,
  waiting: Waiting,
): Promise<{ readonly vm: Vm; readonly address: string }> {
  const { context } = shell;
  const timeoutS = waiting?.timeoutS ?? WAIT_S;
  const untilMs = context.monotonic() + timeoutS * 1000;
  for (let now = vm, told = false; ; told = true) {
    refuseOff(now);
    const address = sshAddressOf(now);
    if (address !== null) return { vm: now, address };
    if (waiting === null) throw noAddress(now);
    if (!told) shell.warn(`Waiting for the guest of ${printable(now.vm_name)} to report an address …`);
    if (context.monotonic() >= untilMs)
      throw new Overdue(`${noAddress(now).message} Waited ${duration(timeoutS)} for it.`);
    await context.sleep(LOOK_S * 1000, context.interrupt());
    if (context.interrupt().aborted) throw new Interrupted();
    now = (await client.call('getVm', { params: { id: vm.vm_id } })).body;
  }
}

/** Whether a VM runs and can be reached at this moment. */
export function isReachable(vm: Vm): boolean {
  return powerOf(vm.state) === 'running' && sshAddressOf(vm) !== null;
}

function refuseOff({ vm_name, state }: Vm): void {
  const power = powerOf(state);
  if (power === 'running' || power === 'changing') return;
  const name = printable(vm_name);
  throw new CliFailure(
    exitCodes.conflict,
    `${name} does not run: it is ${stateWords(state)}.`,
    `Start it: vmspec start ${JSON.stringify(name)} --wait   Then: vmspec ssh ${JSON.stringify(name)} --wait`,
    'vm_not_running',
  );
}

function noAddress({ vm_name, heartbeat }: Vm): CliFailure {
  const name = printable(vm_name);
  const beats = heartbeat === 'ok' ? 'It answers, so look at its DHCP. ' : '';
  return new CliFailure(
    exitCodes.conflict,
    `The guest of ${name} has reported no address.`,
    `${beats}If it is still starting: vmspec ssh ${JSON.stringify(name)} --wait. A Linux guest needs hyperv-daemons or linux-cloud-tools to report one.`,
    'no_address',
  );
}
