import { existsSync, readFileSync } from 'node:fs';

/** Version of the package that this file is part of, in the source tree or in the bundle. */
export function packageVersion(): string {
  for (const up of ['..', '../../..']) {
    const path = new URL(`${up}/package.json`, import.meta.url);
    if (!existsSync(path)) continue;
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof found !== 'object' || found === null || !('name' in found) || found.name !== 'vmspec')
      continue;
    if ('version' in found && typeof found.version === 'string') return found.version;
  }
  return 'unknown';
}
