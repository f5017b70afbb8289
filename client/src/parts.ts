import type { ExtensionContext, LogOutputChannel, SecretStorage } from 'vscode';
import type { HostLink } from './hostLink.ts';
import type { LanguageService } from './language/languageServer.ts';
import type { PlanView } from './plan/planView.ts';

/** What the extension consists of; a command takes the parts that it needs. Parts that cost time are made when wanted. */
export interface Parts {
  /** Where the extension's files are, and where it may keep some. */
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'workspaceState'>;
  readonly output: LogOutputChannel;
  readonly language: LanguageService;
  readonly secrets: SecretStorage;
  /** Name and version of this extension, for hosts. */
  readonly client: string;
  readonly hostLink: () => Promise<HostLink>;
  readonly planView: () => Promise<PlanView>;
}
