import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { unzipSync } from 'fflate';
import { extensionPackage } from '../../scripts/packaging/extensionPackage.ts';
import { writeZip } from '../../scripts/packaging/writeZip.ts';

const root = join(import.meta.dirname, '..', '..');
/** Bytes of the whole package. */
const MOST = 3 * 1024 * 1024;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly description: string;
  readonly main: string;
  readonly l10n: string;
  readonly icon: string;
  readonly preview: boolean;
  readonly engines: object;
  readonly contributes: object;
}

describe('the package of the extension', function () {
  this.timeout(60_000);
  const zip = writeZip('', extensionPackage(root));
  const files = unzipSync(zip);
  const names = Object.keys(files);
  const text = (name: string): string => Buffer.from(files[name] ?? []).toString('utf8');
  const manifest = JSON.parse(text('extension/package.json')) as Manifest;
  const repository = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

  it('is small', () => {
    assert.ok(zip.length <= MOST, String(zip.length));
  });

  it('holds the extension, the host with its PowerShell, the language server, and what commands open', () => {
    for (const name of [
      ...['dist/extension.js', 'dist/vmspec.js', 'dist/lsp.js', 'dist/LICENSES.txt', 'LICENSE.txt'],
      ...['dist/powershell/VMSpec/VMSpec.psd1', 'readme.md', 'changelog.md', 'package.nls.json'],
      ...[
        'l10n/bundle.l10n.json',
        'docs/reference/errors.md',
        'docs/install.md',
        'docs/templates.md',
        'examples/lab.vmspec.json',
      ],
    ])
      assert.ok(names.includes(`extension/${name}`), name);
  });

  it('holds nothing else: no sources, maps, tests, packages or keys', () => {
    const other = names.filter(
      (name) =>
        !/^extension\/(dist|client\/(icons|language|walkthrough|pictures)|docs|examples|l10n)\//.test(name) &&
        !/^extension\/(package(\.nls)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/.test(name),
    );
    assert.deepEqual(other.sort(), ['[Content_Types].xml', 'extension.vsixmanifest']);
    assert.deepEqual(
      names.filter((name) => /\.map$|\.ts$|node_modules|\.test\.|\.pem$|\.key$|token$/i.test(name)),
      [],
    );
    const secret = /-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n|npm_[A-Za-z0-9]{36}|gh[ps]_[A-Za-z0-9]{36}/;
    for (const name of names) {
      assert.doesNotMatch(text(name), secret, name);
      assert.ok(!text(name).includes(root), name);
    }
  });

  it('has the manifest of the repository, without what is for building', () => {
    for (const key of [
      'name',
      'version',
      'publisher',
      'main',
      'icon',
      'preview',
      'contributes',
      'l10n',
    ] as const)
      assert.deepEqual(manifest[key], repository[key], key);
    for (const key of [
      'scripts',
      'dependencies',
      'devDependencies',
      'optionalDependencies',
      'imports',
      'private',
    ])
      assert.ok(!(key in manifest), key);
    assert.deepEqual(Object.keys(manifest.engines), ['vscode']);
    assert.equal(manifest.preview, true);
  });

  it('holds every file that its manifest and its pages name', () => {
    const named = Array.from(
      JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:client|dist)\/[^"]+\.[a-z]+)"/g),
      ([, path = '']) => path,
    );
    assert.ok(named.length >= 10, named.join());
    const pictures = Array.from(
      text('extension/readme.md').matchAll(/\]\(([^):]+)\)/g),
      ([, path = '']) => path,
    );
    assert.ok(pictures.length > 0);
    for (const path of [...named, ...pictures]) assert.ok(names.includes(`extension/${path}`), path);
  });

  it('holds every part that a program loads', () => {
    for (const name of names.filter((one) => /^extension\/dist\/[^/]+\.js$/.test(one))) {
      for (const [, part = ''] of text(name).matchAll(/(?:from|import)\s*\(?"\.\/([^"]+\.js)"/g))
        assert.ok(names.includes(`extension/dist/${part}`), `${name}: ${part}`);
    }
  });

  it('says the same of itself in the manifest of the archive', () => {
    const document = new DOMParser().parseFromString(text('extension.vsixmanifest'), 'text/xml');
    const of = (tag: string, attribute: string): (string | null)[] =>
      Array.from(document.getElementsByTagName(tag)).map((element) => element.getAttribute(attribute));
    const { name, version, publisher } = repository;
    const [identity] = Array.from(document.getElementsByTagName('Identity'));
    assert.deepEqual(
      ['Id', 'Version', 'Publisher'].map((key) => identity?.getAttribute(key)),
      [name, version, publisher],
    );
    const paths = of('Asset', 'Path');
    assert.ok(paths.length >= 4);
    for (const path of paths) assert.ok(path !== null && names.includes(path), String(path));
    const kinds = Array.from(document.getElementsByTagName('Property'))
      .filter((element) => element.getAttribute('Id') === 'Microsoft.VisualStudio.Code.ExtensionKind')
      .map((element) => element.getAttribute('Value'));
    assert.deepEqual(kinds, ['ui,workspace']);
    const typed = new DOMParser().parseFromString(text('[Content_Types].xml'), 'text/xml');
    const endings = Array.from(typed.getElementsByTagName('Default')).map((one) =>
      one.getAttribute('Extension'),
    );
    for (const one of names.filter((path) => path !== '[Content_Types].xml'))
      assert.ok(endings.includes(one.slice(one.lastIndexOf('.')).toLowerCase()), one);
  });

  it('speaks to nobody but hosts: no other address is in the code of the extension', () => {
    const code = names.filter((name) => /^extension\/dist\/extension[^/]*\.js$/.test(name));
    assert.ok(code.length > 1);
    const addresses = new Set(
      code.flatMap((name) =>
        Array.from(text(name).matchAll(/\b(?:https?|wss?):\/\/([a-z0-9.-]+)/gi), ([, host = '']) =>
          host.toLowerCase(),
        ),
      ),
    );
    // Names of schemas, an example in a question, a link to an explanation: none is ever asked for.
    const known = ['hv01', 'json-schema.org'];
    assert.deepEqual(
      [...addresses].filter((host) => !known.includes(host)),
      [],
    );
    for (const name of code)
      assert.doesNotMatch(text(name), /applicationinsights|createTelemetryLogger|sendTelemetry/i, name);
  });
});
