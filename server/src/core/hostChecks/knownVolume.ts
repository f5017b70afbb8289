import type { Finding } from '../finding.ts';
import { samePath } from '../windowsPath.ts';
import type { HostCheck } from './hostCheck.ts';

/** Disks go to volumes that the host has. */
export const knownVolume: HostCheck = {
  codes: ['unknown_volume'],
  run({ entries, inventory }) {
    const known = inventory.volumes.map(({ path }) => path);
    return entries
      .flatMap(({ pointer, spec }) => [
        { pointer: `${pointer}/volume`, volume: spec.volume },
        ...(spec.data_disks ?? []).map(({ volume }, index) => ({
          pointer: `${pointer}/data_disks/${index}/volume`,
          volume,
        })),
      ])
      .flatMap<Finding>(({ pointer, volume }) => {
        if (volume === undefined || known.some((path) => samePath(path, volume))) return [];
        const message = `The host has no volume ${volume}. It has ${known.join(', ')}.`;
        return [{ code: 'unknown_volume', pointer, message }];
      });
  },
};
