import type { Logger } from 'pino';
import type { DataFiles } from '../dataFiles.ts';
import type { Clock } from '../ports.ts';
import { openActivityFile } from './activityFile.ts';
import { activityLog, type ActivityLog } from './activityLog.ts';

/** The activity log of a data directory. Nothing is opened before the first record. */
export function openActivity({ activity }: DataFiles, clock: Clock, logger: Logger): ActivityLog {
  return activityLog({
    file: openActivityFile({ path: activity }),
    clock,
    onFailure: (error) => {
      logger.error({ err: error }, 'the activity log cannot be written');
    },
  });
}
