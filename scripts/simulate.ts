/**
 * A simulated Hyper-V for any PowerShell: `npm run simulate -- --modules DIR --state FOLDER [--machine FILE] [--speed N]`.
 * Writes the module `Hyper-V` into DIR, serves a simulated machine until Ctrl-C, and says what to set.
 */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { PRACTICE_MACHINE } from '../server/src/host/hyperv/simulated/practiceMachine.ts';
import { openBridge } from '../server/src/host/hyperv/simulated/bridge/openBridge.ts';
import { systemClock } from '../server/src/host/clock.ts';
import { systemRandom } from '../server/src/host/random.ts';
import { buildEngine, hasDotnet } from './simulating/buildEngine.ts';
import { simulatorGuide } from './simulating/simulatorGuide.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    modules: { type: 'string' },
    state: { type: 'string' },
    machine: { type: 'string' },
    speed: { type: 'string', default: '10' },
  },
});
process.exitCode = await simulate();

async function simulate(): Promise<number> {
  if (values.modules === undefined || values.state === undefined) {
    process.stderr.write(
      'usage: npm run simulate -- --modules DIR --state FOLDER [--machine FILE] [--speed N]\n',
    );
    return 64;
  }
  if (!hasDotnet()) {
    process.stderr.write('The .NET SDK 10 is needed to build the module: https://dot.net\n');
    return 69;
  }
  const description = values.machine === undefined ? PRACTICE_MACHINE : readMachine(values.machine);
  if (description === null) {
    process.stderr.write(`${values.machine ?? ''} does not describe a machine: see schemas/.\n`);
    return 65;
  }
  const modules = resolve(values.modules);
  const engine = buildEngine(root);
  cpSync(engine.hyperv, join(modules, 'Hyper-V'), { recursive: true });
  const folder = resolve(values.state);
  mkdirSync(folder, { recursive: true });
  const bridge = await openBridge({
    folder,
    description,
    speed: Number(values.speed),
    clock: systemClock,
    random: systemRandom,
  });
  process.stdout.write(simulatorGuide(bridge.address, modules, engine.executable));
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        stop();
      });
    }
  });
  await bridge.close();
  return 0;
}

function readMachine(file: string): SimulatedHostFile | null {
  const description: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return validators.SimulatedHostFile(description) ? description : null;
}
