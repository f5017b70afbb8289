import { isIP } from 'node:net';
import type { HostConfig, Installation } from '#schemas/generated/types.ts';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { isLoopback, settingsOf } from '../../host/config.ts';
import { hostName } from '../../host/security/guard.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { configText } from '../settings/hostConfig.ts';
import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';
import { SYSTEM, type InstallOptions, type ServiceSettings } from './settings.ts';
import { compareVersions } from './versions.ts';

/** Where the certificate of the host comes from. */
export type CertificateSource =
  | 'as-it-is'
  | { readonly names: readonly string[]; readonly addresses: readonly string[] }
  | { readonly cert: string; readonly key: string };

/** What an installation is to do. */
export interface Decision {
  readonly settings: ServiceSettings;
  /** Address that the host listens on. */
  readonly bind: string;
  readonly certificate: CertificateSource;
  /** Text of the configuration to write; null: the one that is there stays. */
  readonly config: string | null;
}

const accountForm = /^[^\\/"<>|*?:;,=+[\]@\s][^\\/"<>|*?:;,=+[\]@]*\\[^\\/"<>|*?:;,=+[\]@\s]+\$$/;
const sidForm = /^S-1-\d{1,15}(?:-\d{1,10}){1,15}$/;

/** Decides what to do out of what is asked for and what is there. Throws CliFailure for what must not be. */
export function decide(options: InstallOptions, facts: Facts, layout: Layout): Decision {
  refuseDowngrade(facts);
  if ((options.cert === undefined) !== (options.key === undefined))
    throw usage('A certificate and its key come together: give both --cert and --key.');
  givenNames(options);
  const bind = options.bind ?? settled(facts.config ?? {}).bind;
  const config = configFor(options, facts, layout, bind);
  const certificate = certificateFor(options, facts, config);
  return {
    settings: serviceSettings(options, facts.record, bind),
    bind,
    certificate,
    config: JSON.stringify(config) === JSON.stringify(facts.config) ? null : configText(config),
  };
}

function refuseDowngrade({ record, package: { version } }: Facts): void {
  if (record === null || compareVersions(version, record.version) >= 0) return;
  throw new CliFailure(
    exitCodes.configuration,
    `Version ${record.version} is installed, which is newer than this one (${version}).`,
    'An older version cannot read the records of a newer one. To go back: uninstall, put back a copy of vmspec.db ' +
      'from the folder backups in the data directory, and install the older version.',
  );
}

function serviceSettings(
  options: InstallOptions,
  record: Installation | null,
  bind: string,
): ServiceSettings {
  const operators = options.operator ?? record?.operators ?? [];
  const wrong = operators.find((sid) => !sidForm.test(sid));
  if (wrong !== undefined)
    throw usage(`"${wrong}" (--operator) is no SID.`, 'whoami /user shows your own: S-1-5-21-…');
  const account = options.account ?? record?.account ?? SYSTEM;
  if (account !== SYSTEM && !accountForm.test(account)) {
    throw usage(
      `"${account}" (--account) is not an account that a service can run as without a password.`,
      `Use a group managed service account, written DOMAIN\\name$, or ${SYSTEM}.`,
    );
  }
  const profile = options.firewallProfile ?? record?.firewall_profile ?? 'private';
  return {
    port: options.port ?? record?.port ?? DEFAULT_PORT,
    firewallProfile: profile,
    firewallOpen: !isLoopback(bind) && profile !== 'none',
    operators,
    account,
  };
}

/** The configuration: what is there, changed only where an option says otherwise. */
function configFor(options: InstallOptions, facts: Facts, layout: Layout, bind: string): HostConfig {
  const before = facts.config ?? {};
  const tls =
    options.cert !== undefined || (!isLoopback(bind) && before.tls === undefined)
      ? { tls: { cert: layout.certificate, key: layout.key } }
      : {};
  const config: HostConfig = {
    ...before,
    ...(facts.config === null || settled(before).bind !== bind ? { bind } : {}),
    ...(isLoopback(bind) ? {} : { allow_remote: true, ...namesFor(options, facts) }),
    ...tls,
  };
  settled(config);
  return config;
}

/** Names that clients use: of this computer, its addresses, and those that are given. */
function namesFor(options: InstallOptions, { config, computer }: Facts): Pick<HostConfig, 'names'> {
  const given = givenNames(options);
  if (config?.names !== undefined && options.name === undefined) return {};
  const own = config?.names ?? [computer.name, ...computer.addresses.map(inHostHeader)];
  return { names: [...new Set([...own, ...given.names, ...given.addresses.map(inHostHeader)])] };
}

/** Names and addresses of `--name`, apart: a certificate tells them by kind. Throws CliFailure for what is neither. */
function givenNames({ name = [] }: InstallOptions): {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
} {
  const bare = name.map((one) => one.replace(/^\[(.*)\]$/, '$1'));
  const addresses = bare.filter((one) => isIP(one) !== 0);
  const names = name.filter((_one, index) => isIP(bare[index] ?? '') === 0);
  const wrong = names.find((one) => hostName(one) !== one.toLowerCase());
  if (wrong === undefined) return { names, addresses };
  throw usage(
    `"${wrong}" (--name) is neither the name of a computer nor an address.`,
    'Example: hv01.example.net, without a port',
  );
}

/** An address as clients write it in a URL. */
function inHostHeader(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

function certificateFor(options: InstallOptions, facts: Facts, config: HostConfig): CertificateSource {
  const { cert, key } = options;
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (config.tls === undefined || facts.config?.tls !== undefined) return 'as-it-is';
  const { name, addresses } = facts.computer;
  const given = givenNames(options);
  return {
    names: [...new Set([name, ...given.names])],
    addresses: [...new Set([...addresses, ...given.addresses])],
  };
}

/** The configuration with its defaults. Throws CliFailure where the host would refuse it. */
function settled(config: HostConfig): { readonly bind: string } {
  const reading = settingsOf(config, null);
  if (reading.ok) return reading.settings;
  throw new CliFailure(
    exitCodes.configuration,
    reading.reasons.join('\n'),
    'Change it with: vmspec config set',
  );
}

function usage(message: string, hint: string | null = null): CliFailure {
  return new CliFailure(exitCodes.usage, message, hint);
}
