import { activity } from './activity.ts';
import { clock } from './clock.ts';
import type { DoctorCheck } from './doctorCheck.ts';
import { executionPolicy } from './executionPolicy.ts';
import { folders } from './folders.ts';
import { freeSpace } from './freeSpace.ts';
import { hypervisor } from './hypervisor.ts';
import { hypervModule } from './hypervModule.ts';
import { languageMode } from './languageMode.ts';
import { listening } from './listening.ts';
import { managementService } from './managementService.ts';
import { networks } from './networks.ts';
import { otherVms } from './otherVms.ts';
import { powershellVersion } from './powershellVersion.ts';
import { rights } from './rights.ts';
import { templates } from './templates.ts';
import { virtualSwitch } from './virtualSwitch.ts';

/** Every check, in the order in which a broken one explains the next. */
export const doctorChecks: readonly DoctorCheck[] = [
  powershellVersion,
  languageMode,
  executionPolicy,
  hypervModule,
  hypervisor,
  managementService,
  rights,
  virtualSwitch,
  networks,
  folders,
  templates,
  freeSpace,
  otherVms,
  listening,
  activity,
  clock,
];

/** Checks that a host must pass before it starts: without them nothing it does could succeed. */
export const startChecks: readonly DoctorCheck[] = [languageMode, hypervModule, rights];
