import type { CompletionItemKind } from 'vscode-languageserver';

/** Something to be written at the place that is asked about. */
export interface Offer {
  readonly label: string;
  /** In the snippet syntax of the protocol. */
  readonly snippet: string;
  /** What a person types to find it, where that is not the label. */
  readonly typed?: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
}
