/** What of the repository's package.json an editor needs. */
export interface ExtensionManifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly displayName: string;
  readonly description: string;
  readonly license: string;
  readonly icon: string;
  readonly preview: boolean;
  readonly pricing: string;
  readonly main: string;
  readonly l10n: string;
  readonly type: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly extensionKind: readonly string[];
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly activationEvents: readonly string[];
  readonly capabilities: object;
  readonly contributes: object;
}

/** The package.json of the extension: without what is for building, and without dependencies, which are bundled. */
export function extensionManifest(repository: ExtensionManifest): ExtensionManifest {
  const { name, displayName, publisher, version, description, license, preview, pricing, icon } = repository;
  const { galleryBanner, categories, keywords, engines, type, main, l10n } = repository;
  const { activationEvents, extensionKind, capabilities, contributes } = repository;
  return {
    ...{ name, displayName, publisher, version, description, license, preview, pricing, icon },
    ...{ galleryBanner, categories, keywords, engines: { vscode: engines.vscode }, type, main, l10n },
    ...{ activationEvents, extensionKind, capabilities, contributes },
  };
}
