import { addressInUse } from './addressInUse.ts';
import { cpuAboveHost } from './cpuAboveHost.ts';
import { guestSystem } from './guestSystem.ts';
import type { HostCheck } from './hostCheck.ts';
import { knownNetwork } from './knownNetwork.ts';
import { knownTemplate } from './knownTemplate.ts';
import { knownVolume } from './knownVolume.ts';
import { nameInUse } from './nameInUse.ts';
import { networkVlan } from './networkVlan.ts';
import { secureBootTemplate } from './secureBootTemplate.ts';
import { templateGeneration } from './templateGeneration.ts';
import { templateSize } from './templateSize.ts';
import { unchangedTemplate } from './unchangedTemplate.ts';

/** Every check against a host. Of two problems of one value the check that stands first here is told. */
export const hostChecks: readonly HostCheck[] = [
  nameInUse,
  cpuAboveHost,
  knownTemplate,
  unchangedTemplate,
  templateSize,
  templateGeneration,
  secureBootTemplate,
  knownNetwork,
  networkVlan,
  knownVolume,
  guestSystem,
  addressInUse,
];
