import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Clock } from './clock.ts';
import type { SpecDocuments } from './documents/specDocuments.ts';
import type { HostFacts } from './hostFacts/hostFacts.ts';
import type { Settings } from './settings/settings.ts';

/** What a feature has of the world: one client, what it has open and what it has told. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly documents: SpecDocuments;
  readonly hostFacts: HostFacts;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Address of the page of error codes; null when there is none to link to. */
  readonly documentation: string | null;
}
