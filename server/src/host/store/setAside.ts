import { existsSync, renameSync } from 'node:fs';

/** Files of one database; a log that belongs to it must not meet another one. */
const endings = ['', '-wal', '-shm'] as const;

/**
 * Keeps a database that cannot be used beside its place, under a name with the time, so that a new one can be begun.
 * Answers that name. No process may have it open.
 */
export function setAside(database: string, now: number): string {
  const kept = `${database}.damaged-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  // The database itself last: when this stops half-way, the next start finds it and does the rest.
  for (const ending of [...endings].reverse())
    if (existsSync(database + ending)) renameSync(database + ending, kept + ending);
  return kept;
}
