import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import type { Validator } from '#schemas/validator.ts';
import type { Disposing } from '../disposing.ts';
import { pageHtml } from './pageHtml.ts';

/** What a page says beside its own messages. */
type FromAnyPage = { readonly type: 'ready' } | { readonly type: 'log'; readonly line: string };

export interface PageOptions<In extends { readonly type: string }> {
  readonly webview: Webview;
  readonly extensionUri: Uri;
  /** Name of the bundle in `dist/webview`. */
  readonly name: string;
  readonly title: string;
  /** The generated validator of what the page may say. */
  readonly isIncoming: Validator<In>;
  /** Is given what the page said; `ready` asks for everything to be sent. */
  readonly receive: (message: In) => void;
  readonly log: (line: string) => void;
}

/** A page that is shown. */
export interface PageLink<Out> extends Disposing {
  /** Sends a message; nothing while the page is not ready, because it asks for everything once it is. */
  readonly post: (message: Out) => void;
}

/**
 * Puts a page into a webview and links it: what it says is checked against its schema, and dropped and logged where it
 * does not keep to it. A page that was hidden is loaded anew and says `ready` again.
 */
export function servePage<In extends { readonly type: string }, Out>({
  webview,
  extensionUri,
  name,
  title,
  isIncoming,
  receive,
  log,
}: PageOptions<In | FromAnyPage> & { readonly receive: (message: In) => void }): PageLink<Out> {
  const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (file: string): string => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const live = { ready: false };
  const listening = webview.onDidReceiveMessage((message: unknown) => {
    if (!isIncoming(message)) {
      const [error] = isIncoming.errors ?? [];
      log(`page ${name}: a message is dropped: ${error?.instancePath ?? ''} ${error?.keyword ?? ''}`);
      return;
    }
    if (isLog(message)) {
      log(`page ${name}: ${message.line}`);
      return;
    }
    if (message.type === 'ready') live.ready = true;
    receive(message as In);
  });
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml({
    title,
    language: env.language,
    words: l10n.bundle ?? {},
    script: address(`${name}.js`),
    style: address(`${name}.css`),
    cspSource: webview.cspSource,
    nonce: randomBytes(24).toString('base64url'),
  });
  return {
    post: (message) => {
      if (live.ready) void webview.postMessage(message);
    },
    dispose: () => {
      listening.dispose();
    },
  };
}

function isLog(message: { readonly type: string }): message is { type: 'log'; line: string } {
  return message.type === 'log';
}
