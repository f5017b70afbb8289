import { commands, EventEmitter, Uri, window, workspace } from 'vscode';
import type { Disposing } from '../disposing.ts';

/** Scheme of the pages that show plans. */
export const PLAN_SCHEME = 'vmspec-plan';

/** Shows plans as read-only pages, one for each spec. */
export interface PlanView extends Disposing {
  show(spec: Uri, page: string): Promise<void>;
  /** Shows another page under a title of its own. */
  showPage(title: string, page: string): Promise<void>;
}

/** Makes the view. */
export function createPlanView(): PlanView {
  const pages = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(PLAN_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
  });
  const open = async (uri: Uri, page: string): Promise<void> => {
    pages.set(uri.toString(), page);
    changed.fire(uri);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The editor's own Markdown extension is switched off: the page can be read as it is.
      await window.showTextDocument(uri, { preview: true });
    }
  };
  return {
    show: (spec, page) => open(pageOf(spec), page),
    showPage: (title, page) => open(Uri.from({ scheme: PLAN_SCHEME, path: `/${title}.md` }), page),
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}

function pageOf(spec: Uri): Uri {
  const name = (spec.path.split('/').at(-1) ?? 'spec').replace(/\.vmspec\.json$/, '');
  return Uri.from({ scheme: PLAN_SCHEME, path: `/Plan for ${name}.md`, query: spec.toString() });
}
