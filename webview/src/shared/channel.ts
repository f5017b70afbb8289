import type { Validator } from '#schemas/validator.ts';

/** What VS Code gives a page. */
interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

/** The way to the extension. */
export interface Channel<Out> {
  post(message: Out): void;
  /** What the page kept of itself when it was hidden or the window was reloaded. */
  kept(): unknown;
  keep(state: unknown): void;
}

/** What every page may say. */
type FromAnyPage = { readonly type: 'ready' } | { readonly type: 'log'; readonly line: string };

/** Longest line that the log takes. */
const LINE = 1000;

/**
 * Opens the way to the extension, once for a page, and says `ready`. A message that does not keep to its schema is dropped
 * and told to the log, as is an error of the page.
 */
export function openChannel<In, Out>(
  isIncoming: Validator<In>,
  receive: (message: In) => void,
): Channel<Out> {
  const editor = acquireVsCodeApi();
  const say = (message: FromAnyPage): void => editor.postMessage(message);
  const log = (line: string): void => say({ type: 'log', line: line.slice(0, LINE) });
  window.addEventListener('error', ({ message }) => log(message));
  window.addEventListener('unhandledrejection', ({ reason }) => log(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    log(`content security policy: ${violatedDirective} ${blockedURI}`),
  );
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isIncoming(data)) receive(data);
    else log(`a message is dropped: ${isIncoming.errors?.[0]?.instancePath ?? ''}`);
  });
  const channel: Channel<Out> = {
    post: (message) => editor.postMessage(message),
    kept: () => editor.getState(),
    keep: (state) => editor.setState(state),
  };
  // After the page's own program has run to its end.
  queueMicrotask(() => say({ type: 'ready' }));
  return channel;
}
