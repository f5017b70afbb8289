import type { FirewallProfile } from '#schemas/generated/types.ts';

/** The account that Windows runs services as; it may do everything on this computer. */
export const SYSTEM = 'SYSTEM';

/** What a person may ask of an installation; absent: as it is, or the default. */
export interface InstallOptions {
  readonly dataDir?: string;
  readonly programDir?: string;
  readonly port?: number;
  readonly bind?: string;
  readonly firewallProfile?: FirewallProfile;
  readonly operator?: readonly string[];
  readonly account?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly name?: readonly string[];
}

/** What the service is to be. */
export interface ServiceSettings {
  readonly port: number;
  /** Networks that the port is to be open for, when other computers are let in. */
  readonly firewallProfile: FirewallProfile;
  /** Whether it is open: the host listens for others, and a profile says for whom. */
  readonly firewallOpen: boolean;
  /** SIDs that may read the administrator's token. */
  readonly operators: readonly string[];
  /** SYSTEM or DOMAIN\name$. */
  readonly account: string;
}
