import type { VmSpec } from '#schemas/generated/types.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** A valid spec, laid out as people write it, of at most `bytes` bytes and nearly as many. */
export function specText(bytes: number, dataDisks: number): string {
  const textOf = (count: number): string =>
    JSON.stringify(spec(...Array.from({ length: count }, (_item, index) => vmOf(index, dataDisks))), null, 2);
  const each = textOf(2).length - textOf(1).length;
  const text = textOf(Math.floor(bytes / (each + 3)));
  if (text.length > bytes) throw new Error(`${text.length} bytes are more than ${bytes}`);
  return text;
}

function vmOf(index: number, dataDisks: number): VmSpec {
  return {
    ...vm(`vm-${index + 1}`),
    disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    notes: 'Owner: platform team',
    tags: ['lab', 'web'],
    secure_boot: { enabled: true },
    data_disks: Array.from({ length: dataDisks }, () => ({ size_gb: 20, type: 'dynamic' as const })),
  };
}
