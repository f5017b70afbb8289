import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package whose code went into the bundles. */
export interface BundledPackage {
  /** Where it is installed, from the root: `node_modules/ajv/node_modules/fast-uri`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** As its own package.json says, or null. */
  readonly license: string | null;
  /** Names of the packages that it asks for. */
  readonly needs: readonly string[];
}

/** Every package whose code went into the bundles, by folder. */
export function bundledPackages(root: string, metafiles: readonly Metafile[]): BundledPackage[] {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  return [...folders].sort().map((folder) => readPackage(root, folder));
}

/** The package that an input belongs to: what follows the last `node_modules`. */
function packageFolder(input: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1] === undefined ? [] : [match[1]];
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /** Also names peers that are taken where they happen to be there. */
  readonly peerDependenciesMeta?: Readonly<Record<string, object>>;
}

function readPackage(root: string, folder: string): BundledPackage {
  const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
  const { name, version, license, ...lists } = JSON.parse(text) as PackageFile;
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lists;
  const needs = { ...dependencies, ...optionalDependencies, ...peerDependencies, ...peerDependenciesMeta };
  return { folder, name, version, license: license ?? null, needs: Object.keys(needs).sort() };
}
