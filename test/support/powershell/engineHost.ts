import type { Clock } from '../../../server/src/host/ports.ts';
import { PRACTICE_MACHINE } from '../../../server/src/host/hyperv/simulated/practiceMachine.ts';
import type { HostConfig } from '#schemas/generated/types.ts';
import { startTestHost, type TestHost } from '../host/testHost.ts';
import { driverHost, type DriverHost } from './driverHost.ts';
import type { Engine } from './engine.ts';
import type { ServedMachine } from './runPowerShell.ts';

/** A real host in this process that drives a simulated machine through PowerShell. */
export interface EngineHost extends TestHost {
  readonly driver: DriverHost;
  readonly machine: ServedMachine;
  /** Stops the host, ends its shells and closes the machine. */
  close(): Promise<void>;
}

/** Starts one, with as many shells as a host has. Its data is removed by `close`. */
export async function engineHost(
  engine: Engine,
  machine: ServedMachine,
  options: { readonly clock?: Clock; readonly config?: HostConfig } = {},
): Promise<EngineHost> {
  const driver = await driverHost(engine, { machine, count: 4 });
  const config: HostConfig = { template_roots: ['C:\\Templates'], ...options.config };
  const { bridge } = machine;
  const open = (): TestHost['hyperv'] => ({
    ...driver.hyperv,
    machine: bridge.machine,
    faults: bridge.faults,
    byHand: bridge.byHand,
  });
  const host = await startTestHost({
    ...options,
    open,
    machine: { ...PRACTICE_MACHINE, host_reserve: {} },
    config,
  });
  return {
    ...host,
    driver,
    machine,
    close: async () => {
      await host.stop();
      await driver.close();
      host.remove();
    },
  };
}
