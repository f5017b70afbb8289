import { type ExtensionContext, l10n, Uri, tasks, window, workspace } from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { DASHBOARD } from './dashboard/viewType.ts';
import { createRecentFailures } from './issue/recentFailures.ts';
import { registerForms } from './form/formEditors.ts';
import { createLanguageService } from './language/languageServer.ts';
import { isSpec } from './language/selector.ts';
import { once } from './once.ts';
import type { Parts } from './parts.ts';
import type { HostLink } from './hostLink.ts';
import type { ReadOnlyPages } from './readOnlyPages.ts';
import { createTrees } from './views/trees.ts';
import { createViewOptions } from './views/viewOptions.ts';
import { TASK_TYPE, validateTasks } from './tasks/validateTasks.ts';

/** Registers what the extension offers. Language server and host are started with the first spec that is open. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, secrets, extension, globalState, globalStorageUri } = context;
  const { version } = extension.packageJSON as { readonly version: string };
  const output = window.createOutputChannel('VMSpec', { log: true });
  const language = createLanguageService({ module: context.asAbsolutePath('dist/lsp.js'), output });
  const kept = <T extends { dispose(): unknown }>(part: T): T => {
    subscriptions.push(part);
    return part;
  };
  const viewOptions = createViewOptions(globalState);
  /** Follows a host from its first connection: badge, welcome, and the ends of jobs. */
  const watch = async (link: HostLink): Promise<void> => {
    const { watchHost } = await import('./views/watchHost.ts');
    kept(watchHost(parts, link));
    await parts.jobEnds();
    const { tellLostVms } = await import('./lostVms/tellLostVms.ts');
    kept(tellLostVms(parts, link));
  };
  const pagesOf = async (scheme: string): Promise<ReadOnlyPages> => {
    const { createReadOnlyPages } = await import('./readOnlyPages.ts');
    return kept(createReadOnlyPages(scheme));
  };
  const parts: Parts = {
    context,
    output,
    language,
    secrets,
    client: `vmspec-vscode ${version}`,
    root: context.extensionUri,
    extensionId: extension.id,
    drafts: Uri.joinPath(globalStorageUri, 'drafts'),
    memory: { here: context.workspaceState, everywhere: context.globalState },
    words: loadWords(),
    practice: {
      folder: Uri.joinPath(globalStorageUri, 'practice-host').fsPath,
      program: context.asAbsolutePath('dist/vmspec.js'),
    },
    failures: createRecentFailures(),
    hostLink: once(async () => {
      await parts.words;
      const { linkHost } = await import('./hostLink.ts');
      const link = kept(linkHost(parts));
      void watch(link);
      return link;
    }),
    storage: globalStorageUri,
    viewOptions,
    trees: kept(createTrees({ hostLink: () => parts.hostLink(), viewOptions })),
    jobEnds: once(async () => {
      const { createJobEnds } = await import('./jobEnds/jobEnds.ts');
      return kept(createJobEnds(parts, await parts.hostLink()));
    }),
    dashboard: once(async () => {
      const { createDashboard } = await import('./dashboard/dashboard.ts');
      return kept(createDashboard(parts));
    }),
    jobSpecs: once(() => pagesOf('vmspec-job')),
    vmValues: once(() => pagesOf('vmspec-vm')),
    planView: once(async () => {
      const { createPlanView } = await import('./plan/planView.ts');
      return kept(createPlanView());
    }),
  };
  subscriptions.push(
    output,
    { dispose: () => void language.stop() },
    ...registerCommands(parts),
    window.registerWebviewPanelSerializer(DASHBOARD, {
      deserializeWebviewPanel: async (panel) => (await parts.dashboard()).revive(panel),
    }),
    registerForms(parts),
    tasks.registerTaskProvider(TASK_TYPE, validateTasks(context.asAbsolutePath('dist/vmspec.js'))),
  );
  whenSpecOpens(context, () => {
    void import('./language/showServer.ts').then(({ showServer }) => kept(showServer(language)));
    void language.start();
    void parts.hostLink().then((link) => link.connect());
  });
}

/** Calls back once, when the first spec is open. */
function whenSpecOpens({ subscriptions }: ExtensionContext, begin: () => void): void {
  if (workspace.textDocuments.some(isSpec)) {
    begin();
    return;
  }
  const waiting = workspace.onDidOpenTextDocument((document) => {
    if (!isSpec(document)) return;
    waiting.dispose();
    begin();
  });
  subscriptions.push(waiting);
}

/** Without a bundle the words are English, as they are in the code. */
async function loadWords(): Promise<void> {
  const { bundle } = l10n;
  if (bundle === undefined) return;
  const { useWords } = await import('./words/useWords.ts');
  useWords(bundle);
}
