import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The manifest of our PowerShell module: beside the bundle, or in the source tree. Null when it is in neither place.
 */
export function moduleManifest(): string | null {
  const places = ['./powershell/VMSpec/VMSpec.psd1', '../../../powershell/VMSpec/VMSpec.psd1'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
