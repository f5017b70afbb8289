import { adapterLimit } from './adapterLimit.ts';
import { addressDuplicate } from './addressDuplicate.ts';
import type { Check } from './check.ts';
import { cpuGeneration } from './cpuGeneration.ts';
import { diskLimit } from './diskLimit.ts';
import { diskSize } from './diskSize.ts';
import { dvdPath } from './dvdPath.ts';
import { firmwareGeneration } from './firmwareGeneration.ts';
import { guestDrive } from './guestDrive.ts';
import { guestKeys } from './guestKeys.ts';
import { guestNames } from './guestNames.ts';
import { guestNetwork } from './guestNetwork.ts';
import { macAddress } from './macAddress.ts';
import { macDuplicate } from './macDuplicate.ts';
import { memoryGeneration } from './memoryGeneration.ts';
import { memoryOrder } from './memoryOrder.ts';
import { nestedMemory } from './nestedMemory.ts';
import { perCopyValue } from './perCopyValue.ts';
import { templatePath } from './templatePath.ts';
import { vmCount } from './vmCount.ts';
import { vmNameDuplicate } from './vmNameDuplicate.ts';
import { vmNameLength } from './vmNameLength.ts';
import { vmNameReserved } from './vmNameReserved.ts';
import { waitNeedsStart } from './waitNeedsStart.ts';

/** Every check of a document. Of two problems of one value the check that stands first here is told. */
export const checks: readonly Check[] = [
  vmCount,
  vmNameReserved,
  vmNameLength,
  vmNameDuplicate,
  cpuGeneration,
  memoryGeneration,
  memoryOrder,
  nestedMemory,
  templatePath,
  diskSize,
  diskLimit,
  firmwareGeneration,
  adapterLimit,
  macAddress,
  perCopyValue,
  macDuplicate,
  dvdPath,
  guestNames,
  guestKeys,
  guestNetwork,
  addressDuplicate,
  guestDrive,
  waitNeedsStart,
];
