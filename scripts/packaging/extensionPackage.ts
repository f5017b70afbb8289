import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExtensionManifest, extensionManifest } from './extensionManifest.ts';
import { byName, filesBelow, packFile, packText, type PackedFile } from './packedFile.ts';
import { contentTypes, vsixManifest } from './vsixManifest.ts';

/** Folders of the repository that go into the extension as they are. */
const folders = [
  'client/icons',
  'client/language',
  'client/walkthrough',
  'client/pictures',
  'docs/reference',
  'examples',
  'l10n',
];
/** Single files, with their names there. A diagnostic links to the page of errors, a command to the guide. */
const files = [
  ['client/listing.md', 'readme.md'],
  ['CHANGELOG.md', 'changelog.md'],
  ['LICENSE', 'LICENSE.txt'],
  ['package.nls.json', 'package.nls.json'],
  ['docs/install.md', 'docs/install.md'],
  ['docs/templates.md', 'docs/templates.md'],
] as const;

/** Every file of the VSIX, which is a zip that says what it is in two files of XML. */
export function extensionPackage(root: string): readonly PackedFile[] {
  const manifest = extensionManifest(readJson<ExtensionManifest>(join(root, 'package.json')));
  const words = readJson<Readonly<Record<string, string>>>(join(root, 'package.nls.json'));
  const dist = join(root, 'dist');
  const inside = [
    packText('package.json', `${JSON.stringify(manifest, null, 2)}\n`),
    ...files.map(([path, name]) => packFile(root, path, name)),
    ...folders.flatMap((folder) =>
      filesBelow(join(root, folder)).map((path) => packFile(join(root, folder), path, `${folder}/${path}`)),
    ),
    ...filesBelow(dist)
      .filter((path) => !path.endsWith('.map'))
      .map((path) => packFile(dist, path, `dist/${path}`)),
  ].map(({ name, bytes }) => ({ name: `extension/${name}`, bytes }));
  const displayName = words[manifest.displayName.replaceAll('%', '')] ?? manifest.displayName;
  const all = [
    packText('extension.vsixmanifest', vsixManifest(manifest, displayName)),
    ...inside.sort(byName),
  ];
  return [packText('[Content_Types].xml', contentTypes(all.map(({ name }) => name))), ...all];
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
