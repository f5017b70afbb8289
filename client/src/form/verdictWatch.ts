import { isDeepStrictEqual } from 'node:util';
import type { TextDocument } from 'vscode';
import type { FormVerdict } from '#schemas/generated/types.ts';
import type { LanguageService } from '../language/languageServer.ts';
import { withoutOwnNames } from './ownNames.ts';

/** Milliseconds after which an answer about an older text is asked for again. */
const AGAIN_MS = 20;

/** What the language server says of a document, kept up to date. */
export interface VerdictWatch {
  message(): FormVerdict;
  /** The text or what is known of the host has changed. */
  look(): void;
}

/**
 * Asks the language server for the problems of a document; one question at a time, and none about an older text. `made` are
 * the names, in lower case, that a job of the document is using.
 */
export function watchVerdict(
  document: TextDocument,
  language: LanguageService,
  made: () => ReadonlySet<string>,
  show: (message: FormVerdict) => void,
): VerdictWatch {
  const live = { message: unchecked, asking: false, again: false };
  const tell = (message: FormVerdict): void => {
    if (isDeepStrictEqual(message, live.message)) return;
    live.message = message;
    show(message);
  };
  const ask = async (): Promise<void> => {
    const server = language.server();
    if (server === null || language.state() !== 'running') {
      tell({ ...live.message, checked: false });
      return;
    }
    const { version, problems } = await server.problems(document.uri.toString());
    if (version === document.version) {
      const others = withoutOwnNames(problems, document.getText(), made());
      tell({ type: 'verdict', checked: true, problems: [...others] });
    } else if (!document.isClosed) {
      // The server has not been told of this text yet.
      live.again = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  const look = async (): Promise<void> => {
    live.again = true;
    if (live.asking) return;
    live.asking = true;
    try {
      while (live.again) {
        live.again = false;
        await ask();
      }
    } catch {
      // The server has gone; it says so itself, and what runs next is asked.
      tell({ ...live.message, checked: false });
    } finally {
      live.asking = false;
    }
  };
  return { message: () => live.message, look: () => void look() };
}

const unchecked: FormVerdict = { type: 'verdict', checked: false, problems: [] };
