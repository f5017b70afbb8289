/** What is read of the editor's settings. */
export interface SettingsReader {
  get(key: string): unknown;
}

/** Settings of the section `vmspec`, by key. Manifest and readers are compared by a test. */
export const settingKeys = {
  hostUrl: 'host.url',
  hostFingerprint: 'host.certificateFingerprint',
  hostConnect: 'host.connect',
  codeLens: 'codeLens.enable',
  inlayHints: 'inlayHints.enable',
  trace: 'trace.server',
  notifications: 'notifications',
} as const;

/** The section that all settings are in. */
export const SECTION = 'vmspec';

/** Which host to use. */
export interface HostSettings {
  /** Off: no host is looked for. */
  readonly connect: boolean;
  /** Address of a host; empty: the one on this computer. */
  readonly url: string;
  /** Fingerprint of its certificate; empty: its certificate must be one that this computer trusts. */
  readonly fingerprint: string;
}

/** Reads the settings about the host. */
export function readHostSettings(reader: SettingsReader): HostSettings {
  return {
    connect: reader.get(settingKeys.hostConnect) !== false,
    url: textOf(reader.get(settingKeys.hostUrl)),
    fingerprint: textOf(reader.get(settingKeys.hostFingerprint)),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
