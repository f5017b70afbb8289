import type { NeededRoom } from '#core/steps.ts';
import { ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import { availableMb } from '../machine/memory.ts';
import { fileAt, freeMb } from '../machine/storage.ts';
import { volumeOf } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';

/** Refuses a step whose memory or space is not free at this moment. */
export async function requireRoom(session: Session, room: NeededRoom): Promise<void> {
  if (room.memory_mb === 0 && room.files.length === 0) return;
  await session.look('Get-ChildItem', () => {
    requireMemory(session.computer, room.memory_mb);
    requireSpace(session.computer, room.files);
  });
}

function requireMemory(computer: Computer, needed: number): void {
  const free = availableMb(computer);
  if (free < needed)
    throw ourError('OutOfMemory', `starting needs ${String(needed)} MB, free are ${String(free)} MB`);
}

function requireSpace(computer: Computer, files: NeededRoom['files']): void {
  const needs = new Map<string, number>();
  for (const { path, mb } of files) {
    if (fileAt(computer, path) !== undefined) continue;
    needs.set(volumeOf(path), (needs.get(volumeOf(path)) ?? 0) + mb);
  }
  for (const [volume, needed] of needs) {
    const free = freeMb(computer, volume) ?? 0;
    if (free >= needed) continue;
    const text = `${volume} needs ${String(needed)} MB, free are ${String(free)} MB`;
    throw ourError('DiskFull', text, volume);
  }
}
