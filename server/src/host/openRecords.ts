import type { Logger } from 'pino';
import type { DataFiles } from './dataFiles.ts';
import type { Clock } from './ports.ts';
import { openStore, type Store } from './store/store.ts';
import { packageVersion } from './version.ts';

export interface RecordsOptions {
  readonly files: DataFiles;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly simulated: boolean;
  /** See `DatabaseOptions`. */
  readonly fillLog: boolean;
  /** Told when writing to disk failed so that the outcome is unknown: the process must end and start again. */
  readonly onFatal: (error: Error) => void;
}

/**
 * Opens the records of a host, which locks its data directory to this process: nothing else in there may be opened
 * before. Throws `DatabaseLocked`, `DatabaseDamaged`, `DatabaseNewer` or `DatabaseUnusable`.
 */
export function openRecords({ files, clock, logger, simulated, fillLog, onFatal }: RecordsOptions): Store {
  return openStore({
    path: files.database,
    program: packageVersion(),
    fillLog,
    clock,
    simulated,
    onDiskFailure: onFatal,
    onListenerError: (error) => {
      logger.error({ err: error }, 'a listener of events made a mistake');
    },
  });
}
