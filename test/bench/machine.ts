import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/** What the numbers were measured on. */
export interface BenchMachine {
  readonly cores: number;
  readonly processor: string;
  readonly memory_gb: number;
  readonly system: string;
  readonly node: string;
  /** Transactions a second that this disk makes durable when one row is written in each. */
  readonly durable_writes_per_second: number;
}

/** Describes this computer; the folder is on the disk that the hosts write to. */
export function benchMachine(folder: string): BenchMachine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    durable_writes_per_second: Math.round(durableWrites(folder)),
  };
}

/** Transactions with which the disk's own speed is measured. */
const WRITES = 2000;

function durableWrites(folder: string): number {
  const database = new DatabaseSync(join(folder, 'disk.db'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)',
  );
  const insert = database.prepare('INSERT INTO row (text) VALUES (?)');
  const started = performance.now();
  for (let index = 0; index < WRITES; index += 1) insert.run('x'.repeat(400));
  const seconds = (performance.now() - started) / 1000;
  database.close();
  return WRITES / seconds;
}
