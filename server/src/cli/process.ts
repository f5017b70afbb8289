import { enableCompileCache } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from './context.ts';
import { exitCodes } from './exitCodes.ts';

function createInterrupt(): () => AbortSignal {
  const controller = new AbortController();
  const state = { listening: false };
  return () => {
    if (!state.listening) {
      state.listening = true;
      process.on('SIGINT', () => {
        // The second time a person means it.
        if (controller.signal.aborted) process.exit(exitCodes.detached);
        controller.abort();
      });
    }
    return controller.signal;
  };
}

function processContext(): Context {
  return {
    env: process.env,
    platform: process.platform,
    // Opening it takes time that only few commands need.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    monotonic: () => performance.now(),
    // An abort ends the pause early; whoever paused looks at the signal.
    sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
    interrupt: createInterrupt(),
  };
}

/** Ends quietly when the reader of a pipe goes away, as in `vmspec vms | head`. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.internal);
  });
}

/** Runs the command of these arguments in this process and sets its exit code. */
export async function runProcess(argv: readonly string[]): Promise<void> {
  enableCompileCache();
  endWithReader(process.stdout);
  endWithReader(process.stderr);
  const { run } = await import('./run.ts');
  process.exitCode = await run(argv, processContext());
}
