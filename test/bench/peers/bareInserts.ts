import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BenchContext } from '../figure.ts';
import type { RequestLine } from '../load/connection.ts';
import { drive, type LoadResult } from '../load/drive.ts';

const ROUNDS = 4;

/** What is left when a host does nothing but write each request to disk: the floor that ours stands on. */
export async function bareInserts(
  context: BenchContext,
  requests: readonly RequestLine[],
): Promise<LoadResult[]> {
  const program = join(import.meta.dirname, 'bareInsertServer.ts');
  const server = fork(program, [join(context.folder, 'bare.db')]);
  try {
    const [url] = (await once(server, 'message')) as [string];
    const results: LoadResult[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      context.say(`peer, ${round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`}`);
      const result = await drive({ url, token: 'none', connections: 1, requests, status: 202 });
      if (round > 0) results.push(result);
    }
    return results;
  } finally {
    server.kill();
  }
}
