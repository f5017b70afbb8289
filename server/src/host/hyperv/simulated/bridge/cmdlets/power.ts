import { stateOf } from '../../machine/power.ts';
import type { BridgeCmdlet } from '../bridgeCall.ts';
import { changing } from './setVm.ts';

type Simple = 'Start-VM' | 'Save-VM' | 'Suspend-VM' | 'Resume-VM';

/** A cmdlet that changes the power state and may only warn. */
export function powerCmdlet(cmdlet: Simple): BridgeCmdlet {
  return {
    takes: ['VM', 'Name', 'Passthru'],
    run: (call, bound) =>
      changing(call, bound, 'Name', async ({ vm_id }) => {
        const { warning } = await call.session.run(cmdlet, { vm_id });
        if (warning !== null) call.warn(warning);
        await settle(call.session, vm_id);
      }),
  };
}

/** `Stop-VM`, which waits until the VM is off; `-Save` saves it instead. */
export const STOP_VM: BridgeCmdlet = {
  takes: ['VM', 'Name', 'Passthru', 'TurnOff', 'Force', 'Save'],
  run: (call, bound) =>
    changing(call, bound, 'Name', async ({ vm_id }) => {
      const { warning } = bound.flag('Save')
        ? await call.session.run('Save-VM', { vm_id })
        : await call.session.run('Stop-VM', { vm_id, turn_off: bound.flag('TurnOff') });
      if (warning !== null) call.warn(warning);
      await settle(call.session, vm_id);
    }),
};

/** `Restart-VM`: a hard reset. */
export const RESTART_VM: BridgeCmdlet = {
  takes: ['VM', 'Name', 'Passthru', 'Force'],
  run: (call, bound) =>
    changing(call, bound, 'Name', async ({ vm_id }) => {
      await call.session.run('Restart-VM', { vm_id });
      await settle(call.session, vm_id);
    }),
};

/** `Remove-VM`: the configuration goes, disk files stay. */
export const REMOVE_VM: BridgeCmdlet = {
  takes: ['VM', 'Name', 'Force'],
  run: (call, bound) =>
    changing(call, bound, 'Name', async ({ vm_id }) => {
      await call.session.run('Remove-VM', { vm_id });
    }),
};

/** The cmdlets come back when the transition is over. */
async function settle(session: Parameters<BridgeCmdlet['run']>[0]['session'], vmId: string): Promise<void> {
  await session.waitFor(() => {
    const { computer } = session;
    const vm = computer.state.vms.get(vmId);
    if (vm === undefined) return 0;
    const state = stateOf(computer, vm);
    return state === 'Starting' || state === 'Stopping' ? vm.power.until - computer.now() : 0;
  });
}
