import assert from 'node:assert/strict';
import { fakeClock } from '../fakeClock.ts';
import { smallMachine } from '../host/smallMachine.ts';
import { seededRandom } from '../seededRandom.ts';
import { askServices, type Request } from './requests.ts';
import { openSimHost, type SimHost, type SimHostOptions } from './simHost.ts';

/** A host on a small machine that takes requests. */
export async function readyHost(options: Pick<SimHostOptions, 'faults'> = {}): Promise<SimHost> {
  const host = openSimHost({
    ...{ clock: fakeClock(), random: seededRandom(1), machineRandom: seededRandom(2) },
    machine: smallMachine,
    ...options,
  });
  host.start();
  await becomeReady(host);
  return host;
}

const TICK_MS = 250;
/** Longest time that a host takes until it is ready, in ticks. */
const LONGEST = 10_000;

/** Lets time pass until the host takes requests. */
export async function becomeReady(host: SimHost): Promise<void> {
  for (let tick = 0; host.engine() === null; tick += 1) {
    assert.ok(tick < LONGEST && !host.life().over(), 'the host becomes ready');
    await host.clock.advance(TICK_MS);
  }
}

/** Asks a host that is ready. */
export function askHost(host: SimHost, request: Request): ReturnType<typeof askServices> {
  const engine = host.engine();
  assert.ok(engine !== null, 'the host is ready');
  return askServices(engine.context, request);
}
