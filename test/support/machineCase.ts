import assert from 'node:assert/strict';
import {
  runCmdlet,
  type CmdletAnswer,
  type CmdletName,
  type CmdletParams,
} from '../../server/src/host/hyperv/simulated/machine/cmdletTable.ts';
import { CmdletError } from '../../server/src/host/hyperv/simulated/machine/cmdletError.ts';
import type { MachineVm } from '../../server/src/host/hyperv/simulated/machine/model.ts';
import type { HyperVFailure } from '../../server/src/host/ports.ts';
import { practiceHost, type PracticeHost } from './practiceHost.ts';

/** A simulated machine on which a test runs cmdlets as PowerShell would. */
export interface MachineCase {
  readonly host: PracticeHost;
  run<K extends CmdletName>(cmdlet: K, params: CmdletParams<K>): CmdletAnswer<K>;
  /** Runs a cmdlet that must fail and answers its error record. */
  fail<K extends CmdletName>(cmdlet: K, params: CmdletParams<K>): HyperVFailure;
  /** The VM as it is now. */
  vm(vmId: string): MachineVm;
}

/** Opens a machine with two scratch folders, `C:\Scratch` and `D:\Scratch`. */
export function machineCase(speed = Infinity): MachineCase {
  const host = practiceHost({ speed });
  const { machine } = host.hyperv;
  const run: MachineCase['run'] = (cmdlet, params) => runCmdlet(machine, cmdlet, params);
  run('New-Item', { path: 'C:\\Scratch' });
  run('New-Item', { path: 'D:\\Scratch' });
  return {
    host,
    run,
    fail: (cmdlet, params) => {
      try {
        run(cmdlet, params);
      } catch (error) {
        assert.ok(error instanceof CmdletError, String(error));
        return error.failure;
      }
      assert.fail(`${cmdlet} did not fail`);
    },
    vm: (vmId) => {
      const vm = machine.state.vms.get(vmId);
      assert.ok(vm !== undefined, `there is a VM ${vmId}`);
      return vm;
    },
  };
}
