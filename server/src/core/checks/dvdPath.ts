import { pathFault } from '../windowsPath.ts';
import { entryCheck } from './check.ts';

/** The DVD is a plain absolute path to an .iso file. */
export const dvdPath = entryCheck(['dvd_path'], ({ pointer, spec }) => {
  const path = spec.dvd_path;
  if (path === undefined) return [];
  const fault = pathFault(path) ?? (/\.iso$/i.test(path) ? null : 'it does not end in .iso');
  if (fault === null) return [];
  const message = `dvd_path must be written as C:\\ISO\\name.iso: ${fault}.`;
  return [{ code: 'dvd_path', pointer: `${pointer}/dvd_path`, message }];
});
