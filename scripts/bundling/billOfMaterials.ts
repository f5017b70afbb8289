import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundledPackages.ts';

/** Its name in `dist` and in what is shipped. */
export const BILL_FILE = 'sbom.cdx.json';

/** A part in a bill of materials, as CycloneDX writes it. */
export interface Component {
  readonly type: 'library' | 'application' | 'platform';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly object[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

/** A bill of materials: what of CycloneDX 1.6 is written here. */
export interface BillOfMaterials {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/**
 * The bill of materials of the bundles: every package whose code is in them, with version, licence, and the hash of the
 * archive that it came from. It holds no time and no chance, so that the same sources make the same bytes.
 */
export function billOfMaterials(root: string, packages: readonly BundledPackage[]): BillOfMaterials {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as OwnPackage;
  const refs = new Map(packages.map((one) => [one.folder, npmUrl(one.name, one.version)]));
  const product: Component = {
    type: 'application',
    ...identity(npmUrl(own.name, own.version), own),
    licenses: licences(own.license),
  };
  const direct = { folder: '', needs: Object.keys({ ...own.dependencies, ...own.devDependencies }) };
  return sealed({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: product },
    components: onlyOnce(packages.map((one) => componentOf(one, locked[one.folder]?.integrity))),
    dependencies: onlyOnce([
      { ref: product.purl, dependsOn: dependenciesOf(direct, refs) },
      ...packages.map((one) => ({
        ref: npmUrl(one.name, one.version),
        dependsOn: dependenciesOf(one, refs),
      })),
    ]),
  });
}

/** The same bill with one part more. */
export function withComponent(bill: BillOfMaterials, component: Component): BillOfMaterials {
  const { serialNumber: _old, ...rest } = bill;
  const [product, ...others] = rest.dependencies;
  if (product === undefined) throw new Error('a bill of materials begins with the product');
  return sealed({
    ...rest,
    components: [...rest.components, component],
    dependencies: [{ ...product, dependsOn: [...product.dependsOn, component['bom-ref']] }, ...others],
  });
}

/** The bill as text, as it is shipped. */
export function billText(bill: BillOfMaterials): string {
  return `${JSON.stringify(bill, null, 2)}\n`;
}

interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function componentOf({ name, version, license }: BundledPackage, integrity: string | undefined): Component {
  if (integrity === undefined) throw new Error(`${name} ${version} has no hash in package-lock.json`);
  const [algorithm = '', base64 = ''] = integrity.split('-');
  const content = Buffer.from(base64, 'base64').toString('hex');
  return {
    type: 'library',
    ...identity(npmUrl(name, version), { name, version }),
    licenses: licences(license),
    hashes: [{ alg: algorithm.toUpperCase().replace(/^SHA/, 'SHA-'), content }],
  };
}

type Identity = Pick<Component, 'bom-ref' | 'name' | 'version' | 'purl'>;

function identity(purl: string, { name, version }: Pick<Component, 'name' | 'version'>): Identity {
  return { 'bom-ref': purl, name, version, purl };
}

/** The name of a package on npm as a package URL; the `@` of a scope is escaped. */
export function npmUrl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** One identifier, or an expression of several. */
function licences(license: string | null): object[] {
  if (license === null) return [{ license: { name: 'see LICENSES.txt' } }];
  return /^[\w.+-]+$/.test(license) ? [{ license: { id: license } }] : [{ expression: license }];
}

/** What of its needs is bundled, found as Node finds it: in the nearest `node_modules` upwards. */
function dependenciesOf(
  { folder, needs }: Pick<BundledPackage, 'folder' | 'needs'>,
  refs: ReadonlyMap<string, string>,
): string[] {
  const found = needs.flatMap((name) => nearest(folder, name, refs) ?? []);
  return [...new Set(found)].sort();
}

function nearest(folder: string, name: string, refs: ReadonlyMap<string, string>): string | null {
  const here = refs.get(`${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
  if (here !== undefined) return here;
  if (folder === '') return null;
  return nearest(folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name, refs);
}

/** A package that is installed in two places is one part. */
function onlyOnce<T extends { readonly purl: string } | { readonly ref: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((one) => ['purl' in one ? one.purl : one.ref, one])).values()];
}

/** Gives the bill a number that is made of what is in it. */
function sealed(bill: Omit<BillOfMaterials, 'serialNumber'>): BillOfMaterials {
  const { bomFormat, specVersion, ...rest } = bill;
  const hex = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  const serialNumber = `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
  return { bomFormat, specVersion, serialNumber, ...rest };
}
