import type { Disposing } from '../disposing.ts';
import type { LanguageService } from './languageServer.ts';
import { showStatus } from './languageStatus.ts';
import { serverStatus } from './statusWords.ts';

/** Shows how the language server is, beside specs. */
export function showServer(language: LanguageService): Disposing {
  const status = showStatus('vmspec.server', 'VMSpec Language Server', serverStatus(language.state()));
  language.onState((state) => status.show(serverStatus(state)));
  return status;
}
