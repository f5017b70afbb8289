import { EventEmitter, Uri, workspace } from 'vscode';
import type { Disposing } from '../disposing.ts';

/** Scheme of the pages that show specs as they were submitted. */
const SCHEME = 'vmspec-job';

/** Specs of jobs as documents that can only be read. */
export interface JobSpecs extends Disposing {
  /** The address of a document with this text. */
  readonly page: (jobId: string, text: string) => Uri;
}

export function createJobSpecs(): JobSpecs {
  const pages = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
  });
  return {
    page: (jobId, text) => {
      const uri = Uri.from({ scheme: SCHEME, path: `/${jobId.slice(0, 8)} as submitted.json`, query: jobId });
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
