import type { TextDocument } from 'vscode';

/** Id of the language. */
export const LANGUAGE = 'vmspec';
/** How the names of specs end. */
export const SPEC_SUFFIX = '.vmspec.json';

/** Documents that the language server serves: specs, and those that someone has associated with JSON again. */
export const specSelector = [
  { language: LANGUAGE },
  { language: 'json', pattern: `**/*${SPEC_SUFFIX}` },
] as const;

/** Whether a document is a spec. */
export function isSpec({ languageId, uri }: Pick<TextDocument, 'languageId' | 'uri'>): boolean {
  return languageId === LANGUAGE || (languageId === 'json' && uri.path.endsWith(SPEC_SUFFIX));
}
