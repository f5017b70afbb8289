import { existsSync, readFileSync } from 'node:fs';

/** Version of the package that this file is part of, in the source tree or in the bundle. */
export function packageVersion(): string {
  for (const up of ['..', '../../..']) {
    const version = versionIn(new URL(`${up}/package.json`, import.meta.url));
    if (version !== null) return version;
  }
  return 'unknown';
}

/** The version that a `package.json` of ours names; null where there is none. */
export function versionIn(path: URL | string): string | null {
  if (!existsSync(path)) return null;
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof found !== 'object' || found === null || !('name' in found) || found.name !== 'vmspec')
    return null;
  return 'version' in found && typeof found.version === 'string' ? found.version : null;
}
