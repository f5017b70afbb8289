import { execFileSync, type CommonExecOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A package of another platform, as the lock file pins it. */
export interface LockedPackage {
  readonly version: string;
  /** A file of it. */
  file(path: string): Buffer;
}

/**
 * Gets a package that npm does not install on this platform, by npm itself, and compares it with the hash in the lock
 * file. It is kept in `cache`. Throws when it is not what was locked.
 */
export function lockedPackage(root: string, name: string, cache: string): LockedPackage {
  const { version, integrity } = lockEntry(root, name);
  const archive = join(cache, `${name}-${version}.tgz`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(archive) || sha512(archive) !== integrity) fetchPackage(`${name}@${version}`, cache);
  const found = sha512(archive);
  if (found !== integrity) {
    rmSync(archive, { force: true });
    throw new Error(
      `${name}@${version} is not the package of the lock file: ${found} instead of ${integrity}`,
    );
  }
  return {
    version,
    file: (path) =>
      execFileSync('tar', ['-xzOf', archive, `package/${path}`], { maxBuffer: 512 * 1024 * 1024 }),
  };
}

interface LockEntry {
  readonly version: string;
  readonly integrity: string;
}

function lockEntry(root: string, name: string): LockEntry {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Partial<LockEntry>>>;
  };
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity?.startsWith('sha512-') !== true)
    throw new Error(`package-lock.json pins no ${name} by SHA-512`);
  return { version, integrity };
}

function sha512(path: string): string {
  return `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
}

function fetchPackage(spec: string, cache: string): void {
  const args = ['pack', spec, '--pack-destination', cache, '--silent'];
  const npm = process.env['npm_execpath'];
  const options: CommonExecOptions = { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] };
  if (npm?.endsWith('.js') === true) execFileSync(process.execPath, [npm, ...args], options);
  else execFileSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
