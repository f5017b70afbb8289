import type { Call, FaultKind, FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import type { World } from './world.ts';

/** What goes wrong by itself, each as often as its number says. */
export const troubles: readonly (readonly [weight: number, deed: (world: World) => void])[] = [
  [20, machineFails],
  [4, machineIsMended],
  [4, unreadable],
  [10, killSoon],
  [4, killNow],
  [3, diskFills],
  [10, diskIsMended],
  [2, commitFails],
  [4, clockJumps],
];

const KINDS: readonly FaultKind[] = ['busy', 'error', 'slow', 'late_effect', 'half_effect', 'hang'];
const STEPS: readonly Call[] = [
  ...(['template', 'disk', 'vm', 'configure', 'network', 'seed', 'storage', 'start', 'verify'] as const),
  ...(['stop', 'remove_vm', 'remove_files', 'restart'] as const),
];

/** Longest time after which an effect still comes; the host waits longer, also after a restart, before it does a thing again. */
const LATEST_EFFECT_S = 35;

function machineFails(world: World): void {
  const { dice, host } = world;
  const kind = dice.pick(KINDS);
  const step = dice.pick(STEPS);
  const rule: FaultRule = {
    ...{
      kind,
      step,
      times: dice.int(1, kind === 'busy' ? 6 : 2),
      delay_ms: dice.int(1, LATEST_EFFECT_S) * 1000,
    },
    ...(dice.chance(0.3) ? { after: dice.int(1, 3) } : {}),
  };
  host.machine().faults.add(rule);
  world.did(`the machine: ${JSON.stringify(rule)}`);
}

function machineIsMended(world: World): void {
  world.host.machine().faults.clear();
  world.did('the machine is mended');
}

function unreadable(world: World): void {
  const times = world.dice.int(1, 8);
  const kind = world.dice.pick(['error', 'slow', 'hang'] as const);
  world.host.machine().faults.add({ kind, step: 'inventory', times });
  world.did(`the machine cannot be read ${times} times: ${kind}`);
}

/** The host is killed by its next commits or by what its machine does for it. */
function killSoon(world: World): void {
  const moments = world.dice.int(1, 40);
  world.host.life().endAfter(moments);
  world.did(`the host is killed after ${moments} moments`);
}

function killNow(world: World): void {
  world.host.life().end();
  world.did('the host is killed');
}

function diskFills(world: World): void {
  world.host.storage.fill();
  world.did('the disk of the records fills');
}

function diskIsMended(world: World): void {
  world.host.storage.mend();
  world.did('the disk of the records is mended');
}

function commitFails(world: World): void {
  const fault = world.dice.pick(['lost', 'unanswered'] as const);
  world.host.storage.failNext(fault);
  world.did(`the next commit fails: ${fault}`);
}

const HOUR = 3_600_000;
/** A year on, a day back, both ways of daylight saving, and what a computer slept. */
export const CLOCK_JUMPS: readonly number[] = [365 * 24 * HOUR, -24 * HOUR, HOUR, -HOUR, 8 * HOUR];

function clockJumps(world: World): void {
  const ms = world.dice.pick(CLOCK_JUMPS);
  world.host.clock.jump(ms);
  world.did(`the clock jumps by ${ms / HOUR} h`);
}
