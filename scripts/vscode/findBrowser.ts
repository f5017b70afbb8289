import { existsSync } from 'node:fs';
import { installPackages } from '../debianPackages.ts';
import { onPath } from '#shared/host/onPath.ts';

/** Names under which browsers of the family are installed. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** A browser to run the workbench in, or why there is none. */
export type Browser = { readonly executable: string } | { readonly missing: string };

/**
 * Finds a browser: the one that VMSPEC_BROWSER names, or one on the path. Where there is none and this is a Debian that may
 * be changed (root, apt-get), installs Debian's chromium.
 */
export async function findBrowser(say: (line: string) => void): Promise<Browser> {
  const named = process.env['VMSPEC_BROWSER'];
  if (named !== undefined && named !== '') {
    return existsSync(named) ? { executable: named } : { missing: `VMSPEC_BROWSER names no file: ${named}` };
  }
  const found = installedBrowser();
  if (found !== null) return { executable: found };
  const failed = await installPackages(['chromium'], say);
  if (failed !== null)
    return {
      missing: `no chromium on the path: install it, or name a browser in VMSPEC_BROWSER (${failed})`,
    };
  const installed = installedBrowser();
  return installed === null ? { missing: 'apt-get installed no chromium' } : { executable: installed };
}

/** A browser on the path, or null. */
export function installedBrowser(): string | null {
  return onPath(names, process.env);
}
