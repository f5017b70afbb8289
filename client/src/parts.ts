import type { ExtensionContext, LogOutputChannel, Memento, SecretStorage, Uri } from 'vscode';
import type { Dashboard } from './dashboard/dashboard.ts';
import type { HostLink } from './hostLink.ts';
import type { RecentFailures } from './issue/recentFailures.ts';
import type { JobEnds } from './jobEnds/jobEnds.ts';
import type { LanguageService } from './language/languageServer.ts';
import type { PlanView } from './plan/planView.ts';
import type { Practice } from './practice/practiceHost.ts';
import type { ReadOnlyPages } from './readOnlyPages.ts';
import type { Trees } from './views/trees.ts';
import type { ViewOptions } from './views/viewOptions.ts';

/** What the extension consists of; a command takes the parts that it needs. Parts that cost time are made when wanted. */
export interface Parts {
  /** Where the extension's files are, and where it may keep some. */
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'workspaceState'>;
  readonly output: LogOutputChannel;
  readonly language: LanguageService;
  readonly secrets: SecretStorage;
  /** Name and version of this extension, for hosts. */
  readonly client: string;
  /** Where the extension is installed. */
  readonly root: Uri;
  readonly extensionId: string;
  /** Folder of new specs where no folder is open. */
  readonly drafts: Uri;
  /** What is kept for this workspace, and for all. */
  readonly memory: { readonly here: Memento; readonly everywhere: Memento };
  /** The words of the person's language are there. */
  readonly words: Promise<void>;
  readonly practice: Practice;
  readonly failures: RecentFailures;
  readonly hostLink: () => Promise<HostLink>;
  readonly planView: () => Promise<PlanView>;
  /** Folder for files of the extension, shared by all windows. */
  readonly storage: Uri;
  readonly trees: Trees;
  readonly viewOptions: ViewOptions;
  readonly jobEnds: () => Promise<JobEnds>;
  /** Specs of jobs as they were submitted. */
  readonly jobSpecs: () => Promise<ReadOnlyPages>;
  /** VMs as they are recorded, and as the host has them. */
  readonly vmValues: () => Promise<ReadOnlyPages>;
  readonly dashboard: () => Promise<Dashboard>;
}
