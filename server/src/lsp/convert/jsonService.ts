import { getLanguageService, type LanguageService } from 'vscode-json-languageservice';

/** What is the same for every JSON file. It knows no schema, asks for nothing and keeps nothing. */
export function jsonService(): LanguageService {
  return getLanguageService({});
}
