import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { manyVms } from '../host/bigMachine.ts';
import { median } from '../numbers.ts';

const RUNS = 10;

/** `vmspec validate` of a file with a hundred VMs, from the start of the process to its end. */
export const validate: Figure = {
  name: 'validate',
  measure: async (context) => {
    const file = join(context.folder, 'hundred.vmspec.json');
    writeFileSync(file, JSON.stringify(manyVms(100, 'vm'), null, 2));
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const time = await runOnce(join(context.root, 'dist', 'vmspec.js'), file);
      // The first run brings the files into the system's cache.
      if (run > 0) times.push(time);
    }
    return [
      {
        what: 'vmspec validate, 100 VMs',
        value: median(times),
        unit: 'ms',
        target: { bound: 'at most', value: 200 },
        raw: times,
      },
    ];
  },
};

async function runOnce(program: string, file: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'validate', file], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`vmspec validate ended with ${String(code)}`);
  return performance.now() - started;
}
