import type { ProblemCode } from '#schemas/errors.ts';
import type { Fixer } from './fix.ts';
import { whatWouldFit } from './fixers/capacity.ts';
import { generationOne, generationTwo, withoutOrTwo } from './fixers/generation.ts';
import { perCopyValue } from './fixers/guest.ts';
import {
  coresOfHost,
  knownNetwork,
  knownTemplate,
  knownVolume,
  networkVlan,
  secureBootTemplate,
  templateGeneration,
  templateSize,
} from './fixers/hostNames.ts';
import { plainJson, withoutMark } from './fixers/json.ts';
import { duplicateKey, removeEqualItem, removeIt, unknownMember } from './fixers/members.ts';
import { nestedMemory, orderMemory, staticMemory } from './fixers/memory.ts';
import { addMissing } from './fixers/missing.ts';
import { nextName, noDeviceName, shorterName } from './fixers/names.ts';
import { clamp, countVms, digits, retype, round } from './fixers/numbers.ts';
import { backslashes, choose, reshape, wholeCharacters } from './fixers/texts.ts';

/** Fixers by the code that they mend. A code that is not here needs a person. */
export const fixers: Readonly<Partial<Record<ProblemCode, Fixer>>> = {
  invalid_json: plainJson,
  byte_order_mark: withoutMark,
  duplicate_key: duplicateKey,
  not_an_integer: digits,
  lone_surrogate: wholeCharacters,
  unknown_member: unknownMember,
  missing_member: addMissing,
  wrong_type: retype,
  out_of_range: clamp,
  not_a_multiple: round,
  not_allowed: choose,
  bad_format: reshape,
  not_unique: removeEqualItem,
  vm_name_reserved: noDeviceName,
  vm_name_duplicate: nextName,
  vm_name_too_long: shorterName,
  num_vms_mismatch: countVms,
  per_copy_value: perCopyValue,
  memory_order: orderMemory,
  memory_generation: generationTwo,
  cpu_generation: generationTwo,
  template_path: backslashes,
  template_format: generationOne,
  dvd_path: backslashes,
  secure_boot_generation: withoutOrTwo,
  tpm_generation: withoutOrTwo,
  nested_memory: staticMemory,
  nested_memory_small: nestedMemory,
  disk_smaller_than_template: templateSize,
  adapter_limit: generationTwo,
  mac_address: removeIt,
  mac_duplicate: removeIt,
  guest_secret: removeIt,
  guest_drive: removeIt,
  wait_needs_start: removeIt,
  unknown_template: knownTemplate,
  unknown_network: knownNetwork,
  network_vlan: networkVlan,
  unknown_volume: knownVolume,
  name_in_use: nextName,
  capacity_exceeded: whatWouldFit,
  cpu_above_host: coresOfHost,
  secure_boot_template_unknown: secureBootTemplate,
  template_generation: templateGeneration,
};
