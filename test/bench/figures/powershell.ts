import { performance } from 'node:perf_hooks';
import { hasDotnet } from '../../../scripts/simulating/buildEngine.ts';
import { countedJob, type CountedJob } from '../../support/powershell/countedJob.ts';
import { driverHost, type DriverHost } from '../../support/powershell/driverHost.ts';
import { builtEngine, type Engine } from '../../support/powershell/engine.ts';
import { engineHost } from '../../support/powershell/engineHost.ts';
import { servedMachine } from '../../support/powershell/runPowerShell.ts';
import type { BenchContext, Figure, Measurement } from '../figure.ts';
import { manyTemplates, manyVms, roomForJobs } from '../host/powerShellMachines.ts';
import { median, spread } from '../numbers.ts';

/** VMs of a job, and of a machine that is read. */
const JOB_VMS = 10;
const VMS = 1000;
const ROUNDS = 3;
const READINGS = 30;
const TEMPLATES = 50;
const CHANGES = 10;
const DEADLINE_MS = 300_000;

/** What driving Hyper-V through PowerShell costs, over the test engine and the simulated machine. */
export const powershell: Figure = {
  name: 'powershell',
  measure: async (context) => {
    if (!hasDotnet()) {
      context.say('left out, since the .NET SDK is not installed');
      return [];
    }
    const engine = builtEngine();
    return [
      ...(await jobs(context, engine)),
      ...(await inventories(context, engine)),
      ...(await templates(context, engine)),
    ];
  },
};

/** Jobs on a machine that is as slow as a real one. */
async function jobs(context: BenchContext, engine: Engine): Promise<Measurement[]> {
  const host = await engineHost(engine, await servedMachine(roomForJobs(ROUNDS * JOB_VMS), 1));
  const counted: CountedJob[] = [];
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      context.say(`job ${round} of ${ROUNDS}, ${JOB_VMS} VMs`);
      counted.push(await countedJob(host, `job-${round}`, JOB_VMS));
    }
  } finally {
    await host.close();
  }
  const of = (value: (job: CountedJob) => number): number[] => counted.map(value);
  const share = of(({ callsMs, machineMs }) => ((callsMs - machineMs) / machineMs) * 100);
  return [
    row(
      `PowerShell processes for jobs of ${JOB_VMS} VMs`,
      of(({ processes }) => processes),
      '',
      4,
    ),
    row(
      '  round trips per VM',
      of(({ roundTripsPerVm }) => roundTripsPerVm),
      '',
      8,
    ),
    row('  our share beyond the time of the cmdlets', share, '%', 10),
    row(
      '  time of the cmdlets per VM',
      of(({ machineMs }) => machineMs / JOB_VMS),
      'ms',
      null,
    ),
    row(
      '  cmdlets per VM, with the readings of the machine',
      of(({ cmdletsPerVm }) => cmdletsPerVm),
      '',
      null,
    ),
  ];
}

/** Readings of a large machine without any latency. */
async function inventories(context: BenchContext, engine: Engine): Promise<Measurement[]> {
  const full: number[] = [];
  const unchanged: number[] = [];
  const changed: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    context.say(`reading ${VMS} VMs, round ${round} of ${ROUNDS}`);
    const host = await driverHost(engine, { machine: await servedMachine(manyVms(VMS)) });
    try {
      host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\Lab'] });
      const failure = await host.shells.warm();
      if (failure !== null) throw new Error(failure.reason);
      // A host checks itself before its first reading, in the same shell.
      await host.hyperv.doctorFacts?.(AbortSignal.timeout(DEADLINE_MS));
      full.push(await reading(host));
      for (let n = 0; n < READINGS; n += 1) unchanged.push(await reading(host));
      const { machine, byHand } = host.machine.bridge;
      for (const { vm_id } of [...machine.state.vms.values()].slice(0, CHANGES)) {
        byHand.changeVm(vm_id, { notes: 'changed' });
        changed.push(await reading(host));
      }
    } finally {
      await host.close();
    }
  }
  return [
    row(`inventory of ${VMS} VMs, first reading`, full, 'ms', 2000),
    row('  nothing changed', unchanged, 'ms', 50),
    row('  one VM changed', changed, 'ms', null),
  ];
}

/** Readings of a machine with many templates, whose content is looked at. */
export async function templates(context: BenchContext, engine: Engine): Promise<Measurement[]> {
  const full: number[] = [];
  const changed: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    context.say(`reading ${TEMPLATES} templates, round ${round} of ${ROUNDS}`);
    const host = await driverHost(engine, { machine: await servedMachine(manyTemplates(TEMPLATES)) });
    try {
      host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\Lab'] });
      const failure = await host.shells.warm();
      if (failure !== null) throw new Error(failure.reason);
      await host.hyperv.doctorFacts?.(AbortSignal.timeout(DEADLINE_MS));
      full.push(await reading(host, 0));
      const { machine, byHand } = host.machine.bridge;
      const disks = [...machine.state.files.values()].filter(({ kind }) => kind === 'disk');
      for (const { path } of disks.slice(0, CHANGES)) {
        byHand.writeDisk(path);
        changed.push(await reading(host, 0));
      }
    } finally {
      await host.close();
    }
  }
  return [
    row(`inventory of ${TEMPLATES} templates, first reading`, full, 'ms', 5000),
    row('  the content of one changed', changed, 'ms', 5000),
  ];
}

/** Time of one inventory in ms. */
async function reading({ hyperv }: DriverHost, vms = VMS): Promise<number> {
  const begun = performance.now();
  const result = await hyperv.inventory(AbortSignal.timeout(DEADLINE_MS));
  if (!result.ok) throw new Error(result.failure.message);
  if (result.inventory.vms.length !== vms) throw new Error(`${result.inventory.vms.length} VMs were found`);
  return performance.now() - begun;
}

function row(what: string, values: readonly number[], unit: string, most: number | null): Measurement {
  const target = most === null ? null : ({ bound: 'at most', value: most } as const);
  const raw = { ...spread(values), min: Math.min(...values) };
  return { what, value: median(values), unit, target, raw };
}
