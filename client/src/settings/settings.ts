/** What is read of the editor's settings. */
export interface SettingsReader {
  get(key: string): unknown;
}

/** Settings of the section `vmspec`, by key. Manifest and readers are compared by a test. */
export const settingKeys = {
  hosts: 'hosts',
  hostConnect: 'host.connect',
  codeLens: 'codeLens.enable',
  inlayHints: 'inlayHints.enable',
  notifications: 'notifications',
  trace: 'trace.server',
} as const;

/** The section that all settings are in. */
export const SECTION = 'vmspec';

/** Whether a host is used at all. */
export function readHostEnabled(reader: SettingsReader): boolean {
  return reader.get(settingKeys.hostConnect) !== false;
}

/** When a person is told how something ended. */
export const notificationKinds = ['all', 'failures', 'unseen', 'none'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Reads when to tell a person how something ended. */
export function readNotifications(reader: SettingsReader): NotificationKind {
  const value = reader.get(settingKeys.notifications);
  return notificationKinds.find((kind) => kind === value) ?? 'unseen';
}

/**
 * Whether a person is told with a notification: `unseen` tells of failures always, and of successes that were not watched.
 * `watched`: the window had the focus at the end.
 */
export function isTold(kind: NotificationKind, ended: 'well' | 'badly', watched: boolean): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'failures':
      return ended === 'badly';
    case 'unseen':
      return ended === 'badly' || !watched;
    case 'none':
      return false;
  }
}
