import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { seedFiles } from '#core/guest/seedFiles.ts';
import { hasDotnet } from '../../../scripts/simulating/buildEngine.ts';
import { seedImage } from '../../../server/src/host/hyperv/seedImage.ts';
import { builtEngine } from '../../support/powershell/engine.ts';
import { driverHost } from '../../support/powershell/driverHost.ts';
import { servedMachine } from '../../support/powershell/runPowerShell.ts';
import { done, provisionVm } from '../../support/provisionVm.ts';
import { plannedGuest as guest } from '../../support/plannedGuest.ts';
import type { BenchContext, Figure, Measurement } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { manyVms } from '../host/bigMachine.ts';
import { submit, success } from '../host/calls.ts';
import { openConnection } from '../load/connection.ts';
import { median, spread } from '../numbers.ts';

const SEEDS = 200;
const WRITES = 30;
const EXPORTS = 5;

const adapter = { switch: 'lab', vlan_id: null, mac_address: null, mac_spoofing: false };
const vm = { vm_name: 'web-01', network_adapters: [adapter] };

/** What the settings of a guest cost a job, and what it takes to write VMs of a host as a spec. */
export const guests: Figure = {
  name: 'guests',
  measure: async (context) => [...built(), ...(await written(context)), await exported(context)],
};

function built(): Measurement[] {
  const times = Array.from({ length: SEEDS }, (_, n) => {
    const begun = performance.now();
    seedImage(seedFiles(vm, guest, `job-${n}`));
    return performance.now() - begun;
  });
  return [row('settings of a guest as an image, built', times, 'ms', null)];
}

/** The whole step of a job on a machine that takes no time: look, write, look again, by PowerShell. */
async function written(context: BenchContext): Promise<Measurement[]> {
  if (!hasDotnet()) {
    context.say('writing left out, since the .NET SDK is not installed');
    return [];
  }
  const host = await driverHost(builtEngine(), { machine: await servedMachine({}) });
  try {
    const places = {
      root: 'D:\\Lab',
      data_root: 'D:\\Lab',
      template: 'C:\\Templates\\ubuntu-24.04.vhdx',
      switch: 'External_Switch',
    };
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['D:\\Lab'] });
    const plan = await provisionVm(host.hyperv, places, { name: 'web-01', owner: 'job-a' }, 'network');
    const times: number[] = [];
    for (let n = 0; n < WRITES; n += 1) {
      const path = plan.seed.path.replace('-seed', `-seed-${n}`);
      const begun = performance.now();
      await done(host.hyperv, 'seed', { ...plan.seed, path, files: seedFiles(vm, guest, `job-${n}`) });
      times.push(performance.now() - begun);
    }
    return [row('  built, written and looked at by PowerShell', times, 'ms', 100)];
  } finally {
    await host.close();
  }
}

/** `vmspec export` of a hundred VMs, start of the program included. */
async function exported({ root, folder, say }: BenchContext): Promise<Measurement> {
  const host = await startBenchHost({ root, folder: join(folder, 'export'), speed: 0 });
  try {
    const connection = await openConnection(host.url, host.token);
    const body = JSON.stringify(manyVms(100, 'vm'));
    await success(connection, await submit(connection, { method: 'POST', path: '/api/vms/provision', body }));
    connection.close();
    const env = { ...process.env, VMSPEC_URL: host.url, VMSPEC_TOKEN: host.token };
    const times: number[] = [];
    for (let run = 1; run <= EXPORTS; run += 1) {
      say(`export ${run} of ${EXPORTS}`);
      const begun = performance.now();
      await promisify(execFile)(process.execPath, [join(root, 'dist', 'vmspec.js'), 'export', '--own'], {
        env,
      });
      times.push(performance.now() - begun);
    }
    return row('vmspec export of 100 VMs', times, 'ms', 1000);
  } finally {
    await host.stop();
  }
}

function row(what: string, values: readonly number[], unit: string, most: number | null): Measurement {
  const target = most === null ? null : ({ bound: 'at most', value: most } as const);
  return { what, value: median(values), unit, target, raw: { ...spread(values), max: Math.max(...values) } };
}
