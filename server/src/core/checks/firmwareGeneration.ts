import type { Finding } from '../finding.ts';
import { flagOr } from '../specDefaults.ts';
import { entryCheck } from './check.ts';

/** Secure boot and TPM need the UEFI of generation 2. Saying that they are off is fine on either. */
export const firmwareGeneration = entryCheck(
  ['secure_boot_generation', 'tpm_generation'],
  ({ pointer, spec, generation }) => {
    if (generation !== 1) return [];
    const findings: Finding[] = [];
    const secureBoot = spec.secure_boot;
    if (secureBoot !== undefined && flagOr(secureBoot.enabled, 'secure_boot', 'enabled')) {
      const message =
        'Secure boot needs UEFI, which a VM of generation 1 has not: use generation 2, or remove secure_boot.';
      findings.push({ code: 'secure_boot_generation', pointer: `${pointer}/secure_boot`, message });
    }
    if (flagOr(spec.tpm, 'vm', 'tpm')) {
      const message = 'A VM of generation 1 cannot have a TPM: use generation 2, or remove tpm.';
      findings.push({ code: 'tpm_generation', pointer: `${pointer}/tpm`, message });
    }
    return findings;
  },
);
