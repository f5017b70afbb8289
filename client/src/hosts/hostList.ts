import { ConfigurationTarget, type Memento, type SecretStorage, workspace } from 'vscode';
import { forgetToken, saveToken } from '../connection/savedToken.ts';
import { SECTION, settingKeys } from '../settings/settings.ts';
import { choiceText, type HostChoice, isSameChoice, LOCAL, readChoice } from './hostChoice.ts';
import { type KnownHost, readKnownHosts, settingOf, withHost } from './knownHosts.ts';

/** Under which key the choice is kept, of this workspace and of the last one in which a choice was made. */
const CHOICE = 'vmspec.host';

/** The hosts that a person has added, and the one that this workspace uses. */
export interface HostList {
  known(): readonly KnownHost[];
  choice(): HostChoice;
  /** Uses a host in this workspace, and in others in which none was chosen. */
  choose(choice: HostChoice): Promise<void>;
  /** Adds a host, or what is known anew of it; its token goes to the secret storage and nowhere else. */
  remember(host: KnownHost, token: string): Promise<void>;
  /** Removes a host and its token; this computer's host is used where it was. */
  forget(host: KnownHost): Promise<void>;
  /** Calls back when another host was chosen here. */
  onChoice(listener: () => void): void;
}

export interface HostListOptions {
  readonly secrets: SecretStorage;
  /** What is kept for this workspace, and for all. */
  readonly memory: { readonly here: Memento; readonly everywhere: Memento };
}

/** The list in the settings of the person and in the editor's memory. */
export function createHostList({ secrets, memory: { here, everywhere } }: HostListOptions): HostList {
  const listeners: (() => void)[] = [];
  const known = (): readonly KnownHost[] =>
    readKnownHosts(workspace.getConfiguration(SECTION).get(settingKeys.hosts));
  const write = async (hosts: readonly KnownHost[]): Promise<void> => {
    const value = hosts.length === 0 ? undefined : settingOf(hosts);
    await workspace.getConfiguration(SECTION).update(settingKeys.hosts, value, ConfigurationTarget.Global);
  };
  const choice = (): HostChoice =>
    readChoice(here.get(CHOICE)) ?? readChoice(everywhere.get(CHOICE)) ?? LOCAL;
  const choose = async (chosen: HostChoice): Promise<void> => {
    await here.update(CHOICE, choiceText(chosen));
    await everywhere.update(CHOICE, choiceText(chosen));
    for (const listener of listeners) listener();
  };
  return {
    known,
    choice,
    choose,
    remember: async (host, token) => {
      await saveToken(secrets, new URL(host.url), token);
      await write(withHost(known(), host));
    },
    forget: async (host) => {
      await forgetToken(secrets, new URL(host.url));
      await write(known().filter(({ url }) => url !== host.url));
      if (isSameChoice(choice(), { kind: 'known', url: host.url })) await choose(LOCAL);
    },
    onChoice: (listener) => {
      listeners.push(listener);
    },
  };
}
