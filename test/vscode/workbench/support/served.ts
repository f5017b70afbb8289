import type { ServerCapabilities } from 'vscode-languageserver';
import { features } from '../../../../server/src/lsp/features/registry.ts';

/** Whether the language server offers something, as it tells an editor. */
export function isServed(capability: keyof ServerCapabilities): boolean {
  return features.some((feature) => capability in feature.capabilities({}));
}
