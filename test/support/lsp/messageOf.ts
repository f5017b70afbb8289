import type { Diagnostic } from 'vscode-languageserver';

/** The words of a diagnostic, which the protocol lets be plain or formatted. */
export function messageOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}
