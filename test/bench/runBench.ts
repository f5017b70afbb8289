import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figures } from './figures.ts';
import { missedBy, type Measurement } from './figure.ts';
import { benchMachine, type BenchMachine } from './machine.ts';
import { table } from './report.ts';

const root = join(import.meta.dirname, '..', '..');
const names = process.argv.slice(2);

process.exitCode = await run();

/** Measures all figures, or the named ones, one after the other. Answers 1 when a target is missed, 64 for a wrong name. */
async function run(): Promise<number> {
  const unknown = names.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) {
    print(`No figure ${unknown.join(', ')}. There are: ${figures.map(({ name }) => name).join(', ')}`);
    return 64;
  }
  const out = join(root, 'out', 'bench');
  mkdirSync(out, { recursive: true });
  // On the disk of the repository: a temporary folder may be in memory, where nothing is durable.
  const folder = mkdtempSync(join(out, 'run-'));
  try {
    const machine = benchMachine(folder);
    const measurements: Measurement[] = [];
    for (const figure of figures) {
      if (names.length > 0 && !names.includes(figure.name)) continue;
      const say = (line: string): void => void process.stderr.write(`${figure.name}: ${line}\n`);
      measurements.push(...(await figure.measure({ root, folder, say })));
    }
    print(`\n${describe(machine)}\n\n${table(measurements)}`);
    const file = join(out, `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`);
    writeFileSync(file, `${JSON.stringify({ machine, measurements }, null, 2)}\n`);
    print(`\nRaw numbers: ${file}`);
    return measurements.some((measurement) => missedBy(measurement) > 0) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe(machine: BenchMachine): string {
  const { cores, processor, memory_gb, system, node, durable_writes_per_second } = machine;
  return [
    `${cores} cores (${processor}), ${memory_gb} GB, ${system}, Node ${node}`,
    `The disk makes ${durable_writes_per_second.toLocaleString('en-US')} single writes durable in a second.`,
  ].join('\n');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
