import assert from 'node:assert/strict';
import { assertInvariants, assertNothingGrew } from './invariants/invariants.ts';
import { assertQuiet } from './invariants/quiet.ts';
import { operators } from './operators.ts';
import { freeVolume, people } from './people.ts';
import { troubles } from './troubles.ts';
import { openWorld, type World } from './world.ts';

/** What a history is made of. */
export interface HistoryOptions {
  readonly steps: number;
  /** How often each kind of deed comes, compared with the others; 0: never. */
  readonly operators: number;
  readonly people: number;
  readonly troubles: number;
}

export interface HistoryResult {
  readonly hours: number;
  readonly requests: number;
  readonly admissions: number;
  readonly kills: number;
  readonly digest: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Lives through the history of a seed; what does not hold fails with the seed and the last deeds. */
export async function simulate(seed: number, options: HistoryOptions): Promise<HistoryResult> {
  const world = openWorld(seed);
  try {
    world.host.start();
    await revive(world);
    for (let step = 0; step < options.steps; step += 1) await oneStep(world, options);
    await comeToRest(world);
    assertQuiet(world);
    const { start, ...counts } = world.counts;
    return { hours: (world.host.clock.monotonic() - start) / HOUR, ...counts, digest: world.digest() };
  } catch (error) {
    const last = world.deeds.slice(-25).join('\n');
    throw new Error(`VMSPEC_SIM_SEED=${seed}, after ${world.deeds.length} deeds:\n${last}`, { cause: error });
  } finally {
    await world.host.close();
  }
}

async function oneStep(world: World, options: HistoryOptions): Promise<void> {
  const { dice, host } = world;
  const deeds = dice.weighted([
    [options.operators, operators],
    [options.people, people],
    [options.troubles, troubles],
  ] as const);
  dice.weighted(deeds)(world);
  if (!host.life().over()) assertInvariants(world);
  await host.clock.advance(someTime(world));
  await revive(world);
  assertNothingGrew(world, host.store());
  assertInvariants(world);
}

/** Mostly moments, in which everything meets everything, and now and then hours. */
function someTime({ dice }: World): number {
  return dice.weighted([
    [50, () => dice.int(0, 3 * SECOND)],
    [35, () => dice.int(3 * SECOND, 2 * MINUTE)],
    [12, () => dice.int(2 * MINUTE, HOUR)],
    [3, () => dice.int(HOUR, 12 * HOUR)],
  ] as const)();
}

/** Starts the host again as often as it is killed, until it is ready. */
async function revive(world: World): Promise<void> {
  const { host, dice } = world;
  for (let tries = 0; host.engine() === null; tries += 1) {
    assert.ok(tries < 1000, 'the host becomes ready');
    if (host.life().over()) await startAgain(world);
    else await host.clock.advance(dice.int(1, 10) * SECOND);
    // A service that cannot write does not come up; somebody makes room in the end.
    if (tries > 20) host.storage.mend();
  }
}

async function startAgain(world: World): Promise<void> {
  const { host, dice } = world;
  world.counts.kills += 1;
  await host.bury(dice.pick(['calls_end', 'calls_go_on']));
  await host.clock.advance(dice.chance(0.7) ? dice.int(0, 20 * SECOND) : dice.int(0, 20 * MINUTE));
  host.start();
}

/** Everything is mended, and time passes until nothing is left to do. */
async function comeToRest(world: World): Promise<void> {
  const { host } = world;
  world.did('everything is mended');
  host.machine().faults.clear();
  host.storage.mend();
  host.life().endAfter(Infinity);
  freeVolume(world);
  for (let hours = 0; hours < 12 || host.store().jobs.countUnfinished() > 0; hours += 1) {
    assert.ok(hours < 48, `${host.store().jobs.unfinished().join()} never ends`);
    await host.clock.advance(HOUR / 2);
    await revive(world);
    assertNothingGrew(world, host.store());
    assertInvariants(world);
  }
}
