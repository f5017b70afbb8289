import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';

/** Symbols for a client that shows them in one list. */
export function flattened(
  uri: string,
  symbols: readonly DocumentSymbol[],
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...flattened(uri, children, name),
  ]);
}
