import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { systemClock, type Cancel } from './clock.ts';
import { openConnection } from './openConnection.ts';
import { startServer } from './server.ts';

/** How often it is looked whether the client is still there, in milliseconds. */
const CLIENT_CHECK_MS = 3000;

/** Serves one client on a pair of streams until it leaves. Answers the exit code: 0 when it left as the protocol asks. */
export function serveStdio(input: Readable, output: Writable): Promise<number> {
  return new Promise((resolve) => {
    const state: { cancel: Cancel | null } = { cancel: null };
    const end = (code: number): void => {
      state.cancel?.();
      // An open input would keep the program alive.
      input.destroy();
      resolve(code);
    };
    const connection = openConnection(new StreamMessageReader(input), new StreamMessageWriter(output), {
      started: (clientProcess) => {
        // A process that is not to be seen at all is in a world of its own, as seen from inside a container.
        if (clientProcess === null || !isThere(clientProcess)) return;
        const look = (): void => {
          if (isThere(clientProcess)) state.cancel = systemClock.after(CLIENT_CHECK_MS, look);
          else end(1);
        };
        look();
      },
      exit: end,
    });
    input.once('end', () => end(1));
    input.once('close', () => end(1));
    startServer(connection, { clock: systemClock, documentation: errorsPage() });
  });
}

function isThere(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Somebody else's process is there, though it may not be touched.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The page of error codes beside the program, in the source tree or in the package. */
function errorsPage(): string | null {
  const places = ['..', '../../..'].map((up) => new URL(`${up}/docs/reference/errors.md`, import.meta.url));
  return places.find((place) => existsSync(place))?.href ?? null;
}
