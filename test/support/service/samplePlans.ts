import type { Installation } from '#schemas/generated/types.ts';
import { decide } from '../../../server/src/cli/service/decide.ts';
import type { Facts } from '../../../server/src/cli/service/facts.ts';
import { defaultFolders, layoutOf, type Layout } from '../../../server/src/cli/service/layout.ts';
import { installPlan } from '../../../server/src/cli/service/plan/installPlan.ts';
import { uninstallPlan } from '../../../server/src/cli/service/plan/uninstallPlan.ts';
import type { InstallOptions } from '../../../server/src/cli/service/settings.ts';
import type { Step } from '../../../server/src/cli/service/step.ts';

const now = Date.parse('2026-02-03T04:05:06Z');
const packageFolder = 'C:\\Users\\ann\\Downloads\\vmspec-host-1.1.0-win-x64';

/** The usual places on Windows. */
export function windowsLayout(): Layout {
  const { programRoot, dataDirectory } = defaultFolders({});
  return layoutOf({}, programRoot, dataDirectory);
}

/** What version 1.0.0 left. */
export const installed: Installation = {
  version: '1.0.0',
  previous_version: null,
  installed_at: '2026-01-01T00:00:00.000Z',
  data_directory: 'C:\\ProgramData\\VMSpec',
  port: 4417,
  firewall_profile: 'private',
  firewall_open: true,
  operators: ['S-1-5-21-1-2-3-1001'],
  account: 'SYSTEM',
};

/** A computer on which nothing is installed. */
export const bareComputer: Facts = {
  record: null,
  config: null,
  programFolder: 'missing',
  dataFolder: 'missing',
  computer: { name: 'HV01', addresses: ['192.0.2.10', '2001:db8::10'] },
  package: { version: '1.1.0', folder: packageFolder },
};

const used = { programFolder: 'used', dataFolder: 'used' } as const;

function install(options: InstallOptions, facts: Facts): readonly Step[] {
  const layout = windowsLayout();
  const decision = decide(options, facts, layout);
  return installPlan({ layout, facts, decision, drainSeconds: 900, now });
}

const remoteConfig = {
  bind: '0.0.0.0',
  allow_remote: true,
  names: ['HV01'],
  tls: { cert: 'C:\\ProgramData\\VMSpec\\tls\\cert.pem', key: 'C:\\ProgramData\\VMSpec\\tls\\key.pem' },
};

/** Plans whose text is kept, by the name of its file. */
export const samplePlans: Readonly<Record<string, () => readonly Step[]>> = {
  install: () => install({}, bareComputer),
  'install-remote': () =>
    install(
      {
        bind: '0.0.0.0',
        firewallProfile: 'domain',
        operator: ['S-1-5-21-1-2-3-1001'],
        account: 'EXAMPLE\\vmspec$',
        name: ['hv01.example.net'],
      },
      bareComputer,
    ),
  'install-given-certificate': () =>
    install({ bind: '192.0.2.10', cert: 'C:\\cert.pem', key: 'C:\\key.pem' }, bareComputer),
  upgrade: () => install({}, { ...bareComputer, record: installed, config: remoteConfig, ...used }),
  'close-again': () =>
    install(
      { bind: '127.0.0.1' },
      {
        ...bareComputer,
        record: { ...installed, version: '1.1.0', previous_version: '1.0.0' },
        config: remoteConfig,
        ...used,
      },
    ),
  uninstall: () =>
    uninstallPlan({
      layout: windowsLayout(),
      record: installed,
      packageFolder,
      drainSeconds: 900,
      purge: false,
    }),
  'uninstall-purge': () =>
    uninstallPlan({ layout: windowsLayout(), record: null, packageFolder, drainSeconds: 0, purge: true }),
};
