import { spawn } from 'node:child_process';

/** How a program ended and everything that it printed. */
export interface ProgramResult {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a Node program to its end; nothing is printed meanwhile, so that two at a time stay readable. */
export async function runProgram(
  root: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const started = performance.now();
  const chunks: string[] = [];
  const child = spawn(process.execPath, argv, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => chunks.push(text));
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  return { code, output: chunks.join(''), seconds: (performance.now() - started) / 1000 };
}
