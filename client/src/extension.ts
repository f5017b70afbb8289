import { type ExtensionContext, tasks, window, workspace } from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { registerForms } from './form/formEditors.ts';
import { createLanguageService } from './language/languageServer.ts';
import { showStatus } from './language/languageStatus.ts';
import { isSpec } from './language/selector.ts';
import { serverStatus } from './language/statusWords.ts';
import { once } from './once.ts';
import type { Parts } from './parts.ts';
import { TASK_TYPE, validateTasks } from './tasks/validateTasks.ts';

/** Registers what the extension offers. Language server and host are started with the first spec that is open. */
export function activate(context: ExtensionContext): void {
  const { subscriptions, secrets, extension } = context;
  const { version } = extension.packageJSON as { readonly version: string };
  const output = window.createOutputChannel('VMSpec', { log: true });
  const language = createLanguageService({ module: context.asAbsolutePath('dist/lsp.js'), output });
  const kept = <T extends { dispose(): unknown }>(part: T): T => {
    subscriptions.push(part);
    return part;
  };
  const parts: Parts = {
    context,
    output,
    language,
    secrets,
    client: `vmspec-vscode ${version}`,
    hostLink: once(async () => {
      const { linkHost } = await import('./hostLink.ts');
      return kept(linkHost(parts));
    }),
    planView: once(async () => {
      const { createPlanView } = await import('./plan/planView.ts');
      return kept(createPlanView());
    }),
  };
  subscriptions.push(
    output,
    { dispose: () => void language.stop() },
    ...registerCommands(parts),
    registerForms(parts),
    tasks.registerTaskProvider(TASK_TYPE, validateTasks(context.asAbsolutePath('dist/vmspec.js'))),
  );
  whenSpecOpens(context, () => {
    const status = kept(
      showStatus('vmspec.server', 'VMSpec Language Server', serverStatus(language.state())),
    );
    language.onState((state) => status.show(serverStatus(state)));
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
