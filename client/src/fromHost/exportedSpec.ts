import * as l10n from '@vscode/l10n';
import type { SpecFile, VmExport } from '#schemas/generated/types.ts';

/** Remarks that are told at once. */
const TOLD = 3;

/** What is to be known of VMs that became a spec. */
export interface Remarks {
  /** All of them, each with its VM. */
  readonly lines: readonly string[];
  /** For a message, the first ones. */
  readonly text: string;
}

/** VMs of a host as the text of one spec. */
export function exportedSpec(exported: readonly VmExport[]): string {
  const vms = exported.map(({ spec }) => spec);
  const file: SpecFile = { provisioning_request: { num_vms: vms.length, vms } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What entries cannot say, or a person has to fill in; null where there is nothing of the kind. */
export function exportRemarks(exported: readonly VmExport[]): Remarks | null {
  const lines = exported.flatMap(({ spec, remarks }) =>
    remarks.map((remark) => `${spec.vm_name}: ${remark}`),
  );
  if (lines.length === 0) return null;
  const more = lines.length - TOLD;
  const rest = more > 0 ? [l10n.t('The log has {0} more.', more)] : [];
  const text = [l10n.t('A spec does not say everything of them.'), ...lines.slice(0, TOLD), ...rest].join(
    ' ',
  );
  return { lines, text };
}
