import type { ExtensionManifest } from './extensionManifest.ts';

/** Where a gallery finds what it shows, from the root of the archive. */
export const assets = {
  'Microsoft.VisualStudio.Code.Manifest': 'extension/package.json',
  'Microsoft.VisualStudio.Services.Content.Details': 'extension/readme.md',
  'Microsoft.VisualStudio.Services.Content.Changelog': 'extension/changelog.md',
  'Microsoft.VisualStudio.Services.Content.License': 'extension/LICENSE.txt',
} as const;

/** `extension.vsixmanifest`: what galleries and editors read of an extension before they unpack it. */
export function vsixManifest(manifest: ExtensionManifest, displayName: string): string {
  const { publisher, name, version, description, categories, keywords, engines, extensionKind } = manifest;
  const icon = `extension/${manifest.icon}`;
  const properties: Readonly<Record<string, string>> = {
    'Microsoft.VisualStudio.Code.Engine': engines.vscode,
    'Microsoft.VisualStudio.Code.ExtensionDependencies': '',
    'Microsoft.VisualStudio.Code.ExtensionPack': '',
    'Microsoft.VisualStudio.Code.ExtensionKind': extensionKind.join(','),
    'Microsoft.VisualStudio.Code.LocalizedLanguages': '',
    'Microsoft.VisualStudio.Code.EnabledApiProposals': '',
    'Microsoft.VisualStudio.Code.ExecutesCode': 'true',
    'Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown': 'true',
    'Microsoft.VisualStudio.Services.Content.Pricing': manifest.pricing,
    'Microsoft.VisualStudio.Services.Branding.Color': manifest.galleryBanner.color,
    'Microsoft.VisualStudio.Services.Branding.Theme': manifest.galleryBanner.theme,
  };
  const files = { ...assets, 'Microsoft.VisualStudio.Services.Icons.Default': icon };
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}"/>
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>${xml(keywords.join(','))}</Tags>
    <Categories>${xml(categories.join(','))}</Categories>
    <GalleryFlags>${manifest.preview ? 'Public Preview' : 'Public'}</GalleryFlags>
    <Properties>
${Object.entries(properties)
  .map(([id, value]) => `      <Property Id="${id}" Value="${xml(value)}"/>`)
  .join('\n')}
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>${xml(icon)}</Icon>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
${Object.entries(files)
  .map(([type, path]) => `    <Asset Type="${type}" Path="${xml(path)}" Addressable="true"/>`)
  .join('\n')}
  </Assets>
</PackageManifest>
`;
}

/** Types of files by their ending, for `[Content_Types].xml`. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  ps1: 'text/plain',
  psd1: 'text/plain',
  psm1: 'text/plain',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
};

/** `[Content_Types].xml` of an archive with these files. Throws for an ending whose type is not known. */
export function contentTypes(names: readonly string[]): string {
  const endings = [
    ...new Set(names.map((name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase())),
  ].sort();
  const lines = endings.map((ending) => {
    const type = types[ending];
    if (type === undefined) throw new Error(`the type of files that end in .${ending} is not known`);
    return `  <Default Extension=".${ending}" ContentType="${type}"/>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${lines.join('\n')}
</Types>
`;
}

function xml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${String(character.codePointAt(0))};`);
}
