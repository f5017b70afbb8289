/** Loads the bundled extension on a stand-in for the editor and activates it; prints the milliseconds. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Anything may be read of it, called and constructed, and all of it is as empty as itself; no documents are open, and its language is English. */
const editor = `
const nothing = new Proxy(function () {}, {
  get: (target, name) => name === 'textDocuments' ? [] : name === Symbol.iterator || name === 'then' || name === 'bundle' ? undefined : nothing,
  apply: () => nothing,
  construct: () => nothing,
});
export const { EventEmitter, l10n, env, ConfigurationTarget, commands, tasks, window, workspace, languages, Uri, Task, TaskGroup, ProcessExecution, RelativePattern,
  LanguageStatusSeverity } = nothing;
export default nothing;
`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: 'vscode:', format: 'module', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'vscode:' ? { format: 'module', source: editor, shortCircuit: true } : next(url, context),
});

const file = pathToFileURL(process.argv[2] ?? '').href;
const emptyMemory = { get: () => undefined };
const context = {
  subscriptions: [],
  globalState: emptyMemory,
  workspaceState: emptyMemory,
  secrets: {},
  extension: { packageJSON: { version: '0.0.0' } },
  asAbsolutePath: (path: string) => path,
};
const started = performance.now();
const { activate } = (await import(file)) as { readonly activate: (context: unknown) => void };
activate(context);
process.stdout.write(String(performance.now() - started));
