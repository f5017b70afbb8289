import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import type { Context } from '../../server/src/cli/context.ts';
import { run } from '../../server/src/cli/run.ts';

/** What a run of the command line left behind. */
export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How to run it. */
export interface CliSetup {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Pretend that a person looks at a terminal. */
  readonly terminal?: boolean;
  /** Called at each pause, which takes no time but moves the clock. */
  readonly onSleep?: (ms: number, interrupt: () => void) => void;
  /** Called at each line or more on standard output. */
  readonly onOut?: (text: string, interrupt: () => void) => void;
  /** Milliseconds the clock moves at each look. */
  readonly tick?: number;
}

class Collector extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 100;
  readonly rows = 30;
  readonly #onText: (text: string) => void;

  constructor(terminal: boolean, onText: (text: string) => void = () => undefined) {
    super({ decodeStrings: false });
    this.isTTY = terminal;
    this.#onText = onText;
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk;
    this.#onText(chunk);
    done();
  }
}

/** A folder of its own for settings and data, removed by `remove`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Runs the command line in this process, with a clock that only pauses move. */
export async function runCli(argv: readonly string[], setup: CliSetup = {}): Promise<CliResult> {
  const terminal = setup.terminal === true;
  const interrupt = new AbortController();
  const abort = (): void => {
    interrupt.abort();
  };
  const out = new Collector(terminal, (text) => setup.onOut?.(text, abort));
  const err = new Collector(terminal);
  const stdin: Readable & { isTTY?: boolean } =
    setup.stdin === undefined ? new PassThrough().end() : Readable.from([Buffer.from(setup.stdin)]);
  stdin.isTTY = terminal;
  const clock = { now: 0 };
  const context: Context = {
    env: { XDG_CONFIG_HOME: '/nonexistent', XDG_STATE_HOME: '/nonexistent', ...setup.env },
    platform: 'linux',
    stdin,
    stdout: out,
    stderr: err,
    monotonic: () => (clock.now += setup.tick ?? 0),
    sleep: (ms) => {
      clock.now += ms;
      setup.onSleep?.(ms, abort);
      return Promise.resolve();
    },
    interrupt: () => interrupt.signal,
  };
  const code = await run(argv, context);
  return { code, out: out.text, err: err.text };
}
