import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The manifest of our PowerShell module: beside the bundle, or in the source tree. Null when it is in neither place.
 */
export function moduleManifest(): string | null {
  return powerShellFile('VMSpec/VMSpec.psd1');
}

/** The script of the self-test, in the same places. */
export function selftestScript(): string | null {
  return powerShellFile('selftest.ps1');
}

function powerShellFile(name: string): string | null {
  const places = [`./powershell/${name}`, `../../../powershell/${name}`];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
