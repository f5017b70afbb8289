import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { unzipSync } from 'fflate';
import type { BillOfMaterials } from '../../scripts/bundling/billOfMaterials.ts';
import { extensionPackage } from '../../scripts/packaging/extensionPackage.ts';
import { hostPackage } from '../../scripts/packaging/hostPackage.ts';
import { writeZip } from '../../scripts/packaging/writeZip.ts';
import { measured } from '../support/goals/measured.ts';

const root = join(import.meta.dirname, '..', '..');
const node = { exe: Buffer.from('MZ node'), licence: Buffer.from('licence of Node'), version: '24.21.0' };

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly dev?: boolean; readonly hasInstallScript?: boolean }>
  >;
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T;
}

/** Packages that a row of README's table gives a reason for. */
function explained(): Set<string> {
  const [, section = ''] = readFileSync(join(root, 'README.md'), 'utf8').split('\n## Dependencies\n');
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  return new Set(
    rows.flatMap((row) => {
      const [, names = '', reason = ''] = row.split('|').map((cell) => cell.trim());
      return reason === '' ? [] : names.split(/, */);
    }),
  );
}

/**
 * Folders of the packages whose code is in the bundles, as the maps of their sources tell: another witness than what the
 * bill of materials is made from.
 */
function packagesInMaps(): Set<string> {
  const dist = join(root, 'dist');
  const maps = readdirSync(dist, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js.map'));
  assert.ok(maps.length > 10, `${maps.length} maps`);
  const folders = maps.flatMap((map) => {
    const { sources } = readJson<{ sources: string[] }>('dist', map);
    const base = posix.dirname(posix.join('dist', map.replaceAll('\\', '/')));
    return sources.flatMap((source) => {
      const path = posix.join(base, source);
      return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [];
    });
  });
  return new Set(folders);
}

/** Packages within the published file of another one (vscode-uri), with which their code comes and is locked. */
const shippedInside = ['path-browserify'];

function billIn(zip: Uint8Array, path: string): BillOfMaterials {
  const bytes = unzipSync(zip)[path];
  assert.ok(bytes !== undefined, `${path} is shipped`);
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as BillOfMaterials;
}

const partsOf = ({ components }: BillOfMaterials): string[] =>
  components.map(({ name, version }) => `${name}@${version}`).sort();

describe('what comes from others', function () {
  this.timeout(60_000);

  it('S5: every direct dependency has its reason in a row of the table of README.md', () => {
    const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>('package.json');
    const tools = existsSync(join(root, 'test', 'mutation', 'package.json'))
      ? readJson<Manifest>('test', 'mutation', 'package.json')
      : {};
    const direct = [dependencies, devDependencies, optionalDependencies, tools.dependencies].flatMap((list) =>
      Object.keys(list ?? {}),
    );
    const known = explained();
    // Types come with the package that they describe.
    const without = direct.filter((name) => !name.startsWith('@types/') && !known.has(name));
    assert.deepEqual(without, []);
    measured({
      goal: 'S5',
      tried: `${direct.length} direct dependencies`,
      result: `${without.length} without a reason written down`,
      reached: true,
    });
  });

  it('S5: no package that runs at a user has an install script, and none runs anywhere', () => {
    const { packages } = readJson<Lock>('package-lock.json');
    const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
    const withScript = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    assert.deepEqual(
      withScript.map(([path]) => path),
      [],
    );
    assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
    measured({
      goal: 'S5',
      tried: `${installed.length} packages that run at a user, in the lock file`,
      result: `${withScript.length} with an install script`,
      reached: true,
    });
  });

  it('S5: the bill of materials in both packages names everything that is bundled, with version and licence', () => {
    const inExtension = billIn(writeZip('', extensionPackage(root)), 'extension/dist/sbom.cdx.json');
    const inHost = billIn(writeZip('vmspec-host', hostPackage(root, node)), 'vmspec-host/sbom.cdx.json');
    const { packages } = readJson<Lock>('package-lock.json');
    const bundled: string[] = [];
    const inside: string[] = [];
    for (const folder of packagesInMaps()) {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const version = packages[folder]?.version;
      if (version === undefined) inside.push(name);
      else bundled.push(`${name}@${version}`);
    }
    assert.ok(bundled.length > 50, `${bundled.length} packages`);
    assert.deepEqual(inside, shippedInside);
    const parts = partsOf(inExtension);
    assert.deepEqual(
      [...new Set(bundled)].filter((one) => !parts.includes(one)),
      [],
    );
    assert.deepEqual(partsOf(inHost), [...parts, `node@${node.version}`].sort());
    for (const { name, licenses, hashes } of inHost.components) {
      assert.equal(licenses.length, 1, `${name} has a licence`);
      assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{64,128}$/, `${name} has a hash`);
    }
    measured({
      goal: 'S5',
      tried: `VSIX and host package against the source maps of ${parts.length} bundled packages`,
      result: '0 packages that the bill of materials lacks',
      reached: true,
    });
  });

  it('S5: the bill of materials is CycloneDX: its references lead to its parts, each once', () => {
    const bill = readJson<BillOfMaterials>('dist', 'sbom.cdx.json');
    assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.6', 1]);
    assert.match(
      bill.serialNumber,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const product = bill.metadata.component['bom-ref'];
    const refs = [product, ...bill.components.map((one) => one['bom-ref'])];
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(bill.dependencies.map(({ ref }) => ref).sort(), refs.toSorted());
    const reached = new Set<string>();
    const visit = (ref: string): void => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const next of bill.dependencies.find((one) => one.ref === ref)?.dependsOn ?? []) visit(next);
    };
    visit(product);
    assert.deepEqual(
      refs.filter((ref) => !reached.has(ref)),
      [],
      'everything that is bundled is there for something',
    );
  });
});
