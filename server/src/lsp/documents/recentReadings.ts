import type { SpecDocument } from './specDocument.ts';

/** Documents whose reading is kept. */
const MOST = 16;
/** Characters of their texts together, beside the newest: a parsed text takes some thirty times its size. */
const MOST_CHARACTERS = 512 * 1024;

/** The readings used last, one for each document; older ones are dropped and made anew when they are asked for. */
export interface RecentReadings {
  /** The reading of exactly this version, if it is still there. */
  get(uri: string, version: number): SpecDocument | undefined;
  add(document: SpecDocument): void;
  drop(uri: string): void;
  readonly size: number;
}

/** Makes an empty cache. */
export function createRecentReadings(): RecentReadings {
  // A map keeps the order of insertion: the first is the one not used for longest.
  const readings = new Map<string, SpecDocument>();
  const characters = (): number => [...readings.values()].reduce((sum, { text }) => sum + text.length, 0);
  return {
    get: (uri, version) => {
      const found = readings.get(uri);
      if (found?.version !== version) return undefined;
      readings.delete(uri);
      readings.set(uri, found);
      return found;
    },
    add: (document) => {
      readings.delete(document.uri);
      readings.set(document.uri, document);
      for (const uri of readings.keys()) {
        if (readings.size <= 1 || (readings.size <= MOST && characters() <= MOST_CHARACTERS)) break;
        readings.delete(uri);
      }
    },
    drop: (uri) => readings.delete(uri),
    get size() {
      return readings.size;
    },
  };
}
