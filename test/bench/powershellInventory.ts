/**
 * How long the PowerShell driver takes to read a machine with many VMs, over the test engine and without the latency of a
 * real Hyper-V: `node test/bench/powershellInventory.ts [VMs]`.
 */
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildEngine } from '../../scripts/simulating/buildEngine.ts';
import { PRACTICE_MACHINE } from '../../server/src/host/hyperv/simulated/practiceMachine.ts';
import { driverHost, type DriverHost } from '../support/powershell/driverHost.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';

const count = Number(process.argv[2] ?? 1000);
const built = buildEngine(join(import.meta.dirname, '..', '..'));
const machine = await servedMachine(machineOf(count));
const host = await driverHost(
  {
    executable: built.executable,
    env: { PSModulePath: built.modules, POWERSHELL_TELEMETRY_OPTOUT: '1' },
    hyperv: built.hyperv,
    installed: false,
  },
  { machine },
);
host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\Lab'] });
try {
  await timed('first reading, with the start of PowerShell', host);
  for (let round = 0; round < 10; round += 1) await timed('unchanged', host);
  await change();
  await timed('one VM of all changed', host);
  host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\Lab', 'D:\\Other'] });
  await timed('all sent again, nothing read again', host);
} finally {
  await host.close();
}

async function change(): Promise<void> {
  const vm = [...machine.bridge.machine.state.vms.values()][0];
  if (vm !== undefined) machine.bridge.byHand.changeVm(vm.vm_id, { notes: 'changed' });
  return Promise.resolve();
}

async function timed(what: string, { hyperv }: DriverHost): Promise<void> {
  const begun = performance.now();
  const result = await hyperv.inventory(AbortSignal.timeout(300_000));
  const found = result.ok
    ? `${String(result.inventory.vms.length)} VMs`
    : result.failure.message.slice(0, 200);
  process.stdout.write(`${(performance.now() - begun).toFixed(0).padStart(8)} ms  ${what} (${found})\n`);
}

/** A machine with that many VMs; each has a folder with two disks, and every third one runs. */
function machineOf(vms: number): Partial<SimulatedHostFile> {
  return {
    ...PRACTICE_MACHINE,
    memory_mb: 4_194_304,
    volumes: [
      { path: 'C:\\', total_gb: 1000, free_gb: 500 },
      { path: 'D:\\', total_gb: 900_000, free_gb: 800_000 },
    ],
    vms: Array.from({ length: vms }, (_unused, n) => ({
      vm_name: `vm-${String(n)}`,
      state: n % 3 === 0 ? ('Running' as const) : ('Off' as const),
      cpu_cores: 2,
      ram_startup_mb: 2048,
      disks: ['system', 'data'].map((name) => ({
        path: `D:\\Lab\\vm-${String(n)}\\${name}.vhdx`,
        size_gb: 40,
        file_gb: 4,
      })),
    })),
  };
}
