import { EventEmitter, Uri, workspace } from 'vscode';
import type { Disposing } from './disposing.ts';

/** Documents of the extension that can only be read. */
export interface ReadOnlyPages extends Disposing {
  /** The address of the document with this name, which has this text from now on; `key` tells it from others of the name. */
  readonly page: (name: string, key: string, text: string) => Uri;
}

/** Pages under an address scheme of their own. */
export function createReadOnlyPages(scheme: string): ReadOnlyPages {
  const pages = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
  });
  return {
    page: (name, key, text) => {
      const uri = Uri.from({ scheme, path: `/${name.replaceAll(/[\\/]/g, '_')}`, query: key });
      pages.set(uri.toString(), text);
      changed.fire(uri);
      return uri;
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}
