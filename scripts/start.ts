/**
 * A newcomer's first command: builds, starts a practice host, creates the example on it and says how to go on. Stays up
 * until Ctrl-C. Where a practice host runs already, that one is used and nothing is repeated. Arguments go to
 * `vmspec serve`, for example `npm start -- --port 0`.
 */
import { join } from 'node:path';
import { dataDirectory } from '#shared/host/dataDirectory.ts';
import { buildIfStale } from './bundling/buildIfStale.ts';
import { findHost } from './starting/findHost.ts';
import { guide } from './starting/guide.ts';
import { provisionExample } from './starting/provisionExample.ts';
import { startHost } from './starting/startHost.ts';

const root = join(import.meta.dirname, '..');
const data = dataDirectory(process.env, process.platform, null);
/** Commands in another terminal, where VMSPEC_DATA_DIR is not set, find the host by themselves. */
const usual = data === dataDirectory({ ...process.env, VMSPEC_DATA_DIR: undefined }, process.platform, null);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

process.exitCode = await start();

async function start(): Promise<number> {
  const running = await findHost(data);
  if (running !== null && !running.simulated) {
    print(
      `A host that creates real VMs runs on this computer (${running.url}); the example is for a practice host.`,
    );
    print('Set VMSPEC_DATA_DIR to another folder to have both, or use the real one: npx vmspec --help');
    return 1;
  }
  if (running !== null) {
    print(`A practice host is running already (process ${running.pid}).`);
    const code = await provisionExample(root, data);
    print(guide(running.url, data, usual));
    return code;
  }
  await buildIfStale(root, print);
  return await startAndStay();
}

async function startAndStay(): Promise<number> {
  print('Starting a practice host ...');
  const args = [...process.argv.slice(2), '--data-dir', data];
  const result = await startHost(root, args, interrupted.signal);
  if ('exitCode' in result) return result.exitCode;
  const { host } = result;
  const code = interrupted.signal.aborted ? 0 : await provisionExample(root, data);
  if (!interrupted.signal.aborted) {
    if (code !== 0) print('The example was not created as it is written: see above.');
    print(guide(host.url, data, usual));
    print('Ctrl-C stops the host. Its VMs are kept for the next start.');
  }
  const exitCode = await host.ended;
  print(
    interrupted.signal.aborted ? 'The practice host has stopped.' : `The practice host ended (${exitCode}).`,
  );
  return exitCode;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
