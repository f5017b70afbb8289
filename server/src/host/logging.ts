import { once } from 'node:events';
import { join } from 'node:path';
import { pino, type DestinationStream, type Logger } from 'pino';
import rollingFile from 'pino-roll';
import type { DataFiles } from './dataFiles.ts';

/** Log files that are kept, and the size at which a new one is begun. */
const KEPT_FILES = 5;
const FILE_SIZE = '10m';

/** Members that never reach a log, wherever they come from. */
const secrets = ['authorization', 'token', 'secret', 'notes'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/**
 * The host's log: JSON lines in the data directory, with the scope (request, job, VM) as members. It is open when this
 * resolves; rejects when it cannot be.
 */
export async function openLog({ logs }: DataFiles): Promise<Logger> {
  const stream = await rollingFile({
    file: join(logs, 'host'),
    extension: '.log',
    size: FILE_SIZE,
    limit: { count: KEPT_FILES },
    mkdir: true,
  });
  await once(stream, 'ready');
  return createLogger(stream);
}

/** A log that writes JSON lines to `stream`, without anything secret. */
export function createLogger(stream: DestinationStream): Logger {
  return pino(
    {
      level: 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets, censor: '[redacted]' },
    },
    stream,
  );
}
