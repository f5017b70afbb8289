import {
  DidChangeConfigurationNotification,
  Emitter,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver';
import type { EditorSettings } from '#schemas/generated/types.ts';
import { EditorSettings as isEditorSettings } from '#schemas/generated/validators.js';

/** Section of the editor's settings that is ours. */
const SECTION = 'vmspec';

/** What is set, with the defaults filled in. */
export interface KnownSettings {
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: { readonly enabled: boolean };
}

/** The editor's settings. */
export interface Settings {
  /** As the editor last told them; asks it when it has not been asked. */
  current(): Promise<KnownSettings>;
  /** Tells that `current` may answer something else now. */
  onChanged(listener: () => void): void;
}

/** Follows the settings of one editor. Settings that are not what the schema says are logged and taken as not set. */
export function followSettings(connection: Connection, client: ClientCapabilities): Settings {
  const changed = new Emitter<void>();
  const asks = client.workspace?.configuration === true;
  const state: { known: Promise<KnownSettings> | null } = { known: null };
  const read = (told: unknown): KnownSettings => {
    if (told == null) return withDefaults({});
    if (isEditorSettings(told)) return withDefaults(told);
    connection.console.warn(`The settings below ${SECTION} are not as their schema says; defaults are used.`);
    return withDefaults({});
  };
  const ask = async (): Promise<KnownSettings> => {
    try {
      return read(await connection.workspace.getConfiguration(SECTION));
    } catch {
      return withDefaults({});
    }
  };
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    state.known = asks ? null : Promise.resolve(read(sectionOf(settings)));
    changed.fire();
  });
  if (asks && client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
    connection.onInitialized(() => {
      // A client that says it can register and then refuses tells no changes; what it told before stays.
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch(() => undefined);
    });
  }
  return {
    current: () => (state.known ??= asks ? ask() : Promise.resolve(withDefaults({}))),
    onChanged: (listener) => {
      changed.event(listener);
    },
  };
}

function withDefaults({ codeLens, inlayHints }: EditorSettings): KnownSettings {
  return {
    codeLens: { enabled: codeLens?.enabled ?? true },
    inlayHints: { enabled: inlayHints?.enabled ?? true },
  };
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && SECTION in settings
    ? (settings as Readonly<Record<string, unknown>>)[SECTION]
    : undefined;
}
