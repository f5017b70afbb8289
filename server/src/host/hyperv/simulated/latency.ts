import type { Clock, Random } from '../../ports.ts';
import type { CmdletName } from './machine/cmdletTable.ts';
import type { TransitionTimes } from './machine/computer.ts';

/** How long operations take; without latency every wait is over at once and no timer is made. */
export interface Latency {
  readonly transitions: TransitionTimes;
  /** Real milliseconds for simulated ones. */
  scaled(ms: number): number;
  /** Time of an operation that moves `moved_mb` of data, with some unevenness, in real milliseconds. */
  durationOf(operation: Operation, movedMb: number): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A cmdlet, or a look at folders. */
export type Operation = CmdletName | 'Get-ChildItem';

/** Milliseconds of an operation when it moves no data. Starting and stopping are transitions instead. */
const BASE_MS: Readonly<Partial<Record<Operation, number>>> = {
  'Get-VM': 30,
  'Get-VHD': 30,
  'Get-ChildItem': 10,
  'New-VHD': 400,
  'Resize-VHD': 400,
  'Copy-Item': 100,
  'New-Item': 5,
  'Set-Content': 5,
  'Remove-Item': 40,
  'Rename-Item': 5,
  'Set-ItemProperty': 5,
  'New-VM': 900,
  'Add-VMNetworkAdapter': 300,
  'Remove-VMNetworkAdapter': 300,
  'Add-VMHardDiskDrive': 350,
  'Add-VMDvdDrive': 250,
  'Start-VM': 0,
  'Stop-VM': 0,
  'Restart-VM': 0,
  'Remove-VM': 600,
};

/** Milliseconds of every other operation, most of them `Set-…`. */
const OTHER_MS = 150;

/** Data that a disk takes in a second, in MB. */
const MB_PER_SECOND = 200;

/** `speed` divides all times; 0 and Infinity mean: without latency. */
export function latency(speed: number, clock: Clock, random: Random): Latency {
  const scale = speed > 0 && Number.isFinite(speed) ? 1 / speed : 0;
  const scaled = (ms: number): number => ms * scale;
  return {
    transitions: {
      starting_ms: scaled(2_000),
      shutting_down_ms: scaled(8_000),
      turning_off_ms: scaled(1_000),
      heartbeat_ms: scaled(10_000),
      address_ms: scaled(15_000),
    },
    scaled,
    durationOf: (operation, movedMb) => {
      if (scale === 0) return 0;
      const base = BASE_MS[operation] ?? OTHER_MS;
      return scaled(base * (0.85 + 0.3 * random.fraction()) + (movedMb * 1000) / MB_PER_SECOND);
    },
    sleep: (ms, signal) => (ms > 0 ? clock.sleep(ms, signal) : Promise.resolve()),
  };
}
