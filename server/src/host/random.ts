import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from './ports.ts';

/** Randomness of the operating system. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => randomBytes(count),
};
