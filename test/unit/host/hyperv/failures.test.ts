import assert from 'node:assert/strict';
import type { StepKind } from '#core/steps.ts';
import { errorCatalogue, type JobErrorCode } from '#schemas/errors.ts';
import { classifyFailure, jobError } from '../../../../server/src/host/hyperv/failures.ts';

const HYPERV = 'Microsoft.HyperV.PowerShell.Commands';
const VHD = 'Microsoft.Vhd.PowerShell.Cmdlets';

type Row = readonly [
  situation: string,
  step: StepKind,
  category: string,
  id: string,
  hresult: string | null,
  code: JobErrorCode,
];

/** What Hyper-V is known to answer, in every language of Windows. */
const rows: readonly Row[] = [
  ['VM by name, none', 'start', 'InvalidArgument', `InvalidParameter,${HYPERV}.GetVM`, null, 'vm_missing'],
  [
    'the same of module 1.1',
    'start',
    'InvalidArgument',
    `InvalidParameter,${HYPERV}.GetVMCommand`,
    null,
    'vm_missing',
  ],
  ['VM by id, none', 'start', 'InvalidOperation', 'VmMissing,VMSpec', null, 'vm_missing'],
  ...(['vm', 'start', 'remove_vm'] as const).map((step): Row => [
    `service stopped or hidden at ${step}`,
    step,
    'ObjectNotFound',
    `ObjectNotFound,${HYPERV}.GetVM`,
    null,
    'hyperv_unavailable',
  ]),
  [
    'no switch can be seen',
    'network',
    'ObjectNotFound',
    `ObjectNotFound,${HYPERV}.GetVMSwitch`,
    null,
    'hyperv_unavailable',
  ],
  [
    'removing a VM that is gone',
    'remove_vm',
    'ObjectNotFound',
    `ObjectNotFound,${HYPERV}.RemoveVM`,
    null,
    'vm_missing',
  ],
  [
    'changing a VM that is gone',
    'configure',
    'ObjectNotFound',
    `ObjectNotFound,${HYPERV}.SetVM`,
    null,
    'vm_missing',
  ],
  [
    'virtual switch, none',
    'network',
    'InvalidArgument',
    `InvalidParameter,${HYPERV}.GetVMSwitch`,
    null,
    'switch_missing',
  ],
  [
    'adapter on no switch',
    'network',
    'InvalidArgument',
    `InvalidParameter,${HYPERV}.AddVMNetworkAdapter`,
    null,
    'switch_missing',
  ],
  ['odd MB', 'vm', 'InvalidArgument', `InvalidParameter,${HYPERV}.NewVM`, null, 'memory_misaligned'],
  [
    'folder of the VM missing',
    'vm',
    'ObjectNotFound',
    `ObjectNotFound,${HYPERV}.NewVM`,
    '0x80070003',
    'folder_missing',
  ],
  ['no memory', 'start', 'FromStdErr', `OutOfMemory,${HYPERV}.StartVM`, '0x8007000E', 'host_memory'],
  [
    'no memory, variant',
    'start',
    'NotSpecified',
    `Unspecified,${HYPERV}.StartVM`,
    '0x800705AA',
    'host_memory',
  ],
  [
    'more vCPU than the host',
    'start',
    'NotSpecified',
    `OperationFailed,${HYPERV}.StartVM`,
    null,
    'start_failed',
  ],
  [
    'no right to the file',
    'start',
    'PermissionDenied',
    `AccessDenied,${HYPERV}.StartVM`,
    null,
    'access_denied',
  ],
  ['disk in use', 'start', 'NotSpecified', `OperationFailed,${HYPERV}.StartVM`, '0x80070020', 'host_busy'],
  ['image in use', 'start', 'NotSpecified', `OperationFailed,${HYPERV}.StartVM`, '0x800700AA', 'host_busy'],
  [
    'rights, module 1.1',
    'configure',
    'NotSpecified',
    `Unspecified,${HYPERV}.GetVMCommand`,
    null,
    'hyperv_rights',
  ],
  [
    'odd MB, module 1.1',
    'vm',
    'InvalidArgument',
    `InvalidParameter,${HYPERV}.NewVMCommand`,
    null,
    'memory_misaligned',
  ],
  [
    'in transition, module 1.1',
    'remove_vm',
    'NotSpecified',
    `OperationFailed,${HYPERV}.RemoveVMCommand`,
    null,
    'vm_state',
  ],
  [
    'no memory, only its code',
    'start',
    'NotSpecified',
    `OperationFailed,${HYPERV}.StartVM`,
    '0x8007000E',
    'host_memory',
  ],
  ['no memory, only its id', 'start', 'FromStdErr', `OutOfMemory,${HYPERV}.StartVM`, null, 'host_memory'],
  ['template in use', 'disk', 'NotSpecified', `OperationFailed,${VHD}.NewVhd`, '0x80070020', 'host_busy'],
  ['folder gone', 'disk', 'NotSpecified', `OperationFailed,${VHD}.NewVhd`, '0x80070003', 'folder_missing'],
  [
    'file gone',
    'storage',
    'NotSpecified',
    `OperationFailed,${HYPERV}.AddVMHardDiskDrive`,
    '0x80070002',
    'folder_missing',
  ],
  ['sparse disk', 'disk', 'NotSpecified', `OperationFailed,${VHD}.NewVhd`, '0xC03A001A', 'disk_sparse'],
  [
    'sparse disk at the start',
    'start',
    'NotSpecified',
    `OperationFailed,${HYPERV}.StartVM`,
    '0xC03A001A',
    'disk_sparse',
  ],
  [
    'parent elsewhere',
    'start',
    'NotSpecified',
    `OperationFailed,${HYPERV}.StartVM`,
    '0xC03A000D',
    'disk_chain_broken',
  ],
  [
    'no key protector',
    'configure',
    'NotSpecified',
    `OperationFailed,${HYPERV}.SetVMKeyProtector`,
    null,
    'tpm_failed',
  ],
  ['no TPM', 'configure', 'NotSpecified', `Unspecified,${HYPERV}.EnableVMTPM`, null, 'tpm_failed'],
  [
    'module cannot be loaded',
    'vm',
    'ObjectNotFound',
    'CouldNotAutoLoadModule',
    null,
    'hyperv_module_missing',
  ],
  ['caller lacks rights', 'configure', 'NotSpecified', `Unspecified,${HYPERV}.GetVM`, null, 'hyperv_rights'],
  ['disk file exists', 'disk', 'NotSpecified', `OperationFailed,${VHD}.NewVhd`, '0x80070050', 'file_exists'],
  [
    'unsuitable volume',
    'disk',
    'NotSpecified',
    `OperationFailed,${VHD}.NewVhd`,
    '0x80070299',
    'unsuitable_volume',
  ],
  [
    'parent disk missing',
    'disk',
    'InvalidArgument',
    `InvalidParameter,${VHD}.NewVhd`,
    null,
    'template_missing',
  ],
  [
    'no memory, seen before the start',
    'start',
    'InvalidOperation',
    'OutOfMemory,VMSpec',
    null,
    'host_memory',
  ],
  ['no space, seen before the disk', 'disk', 'InvalidOperation', 'DiskFull,VMSpec', null, 'host_disk_full'],
  ['volume full', 'disk', 'NotSpecified', `OperationFailed,${VHD}.NewVhd`, '0x80070070', 'host_disk_full'],
  [
    'parent changed',
    'start',
    'NotSpecified',
    `OperationFailed,${HYPERV}.StartVM`,
    '0xC03A0017',
    'disk_chain_broken',
  ],
  [
    'disk on a bad path',
    'storage',
    'NotSpecified',
    `OperationFailed,${HYPERV}.AddVMHardDiskDrive`,
    null,
    'disk_not_attached',
  ],
  ['guest refuses to stop', 'stop', 'NotSpecified', `OperationFailed,${HYPERV}.StopVM`, null, 'stop_failed'],
  [
    'removed in transition',
    'remove_vm',
    'NotSpecified',
    `OperationFailed,${HYPERV}.RemoveVM`,
    null,
    'vm_state',
  ],
  [
    'firmware after the TPM',
    'configure',
    'NotSpecified',
    `OperationFailed,${HYPERV}.SetVMFirmware`,
    null,
    'firmware_locked',
  ],
  [
    'parameter of a newer Windows',
    'vm',
    'InvalidArgument',
    `NamedParameterNotFound,${HYPERV}.NewVM`,
    null,
    'hyperv_too_old',
  ],
  ['module missing', 'vm', 'ObjectNotFound', 'CommandNotFoundException', null, 'hyperv_module_missing'],
  [
    'constrained language',
    'vm',
    'InvalidOperation',
    'MethodInvocationNotSupportedInConstrainedLanguage',
    null,
    'language_mode',
  ],
  [
    'service stopped',
    'configure',
    'NotSpecified',
    `OperationFailed,${HYPERV}.GetVM`,
    '0x800706BA',
    'hyperv_unavailable',
  ],
  ['another tool holds it', 'disk', 'ResourceBusy', `ObjectInUse,${VHD}.NewVhd`, null, 'host_busy'],
  ['template gone', 'template', 'InvalidOperation', 'TemplateMissing,VMSpec', null, 'template_missing'],
  [
    'template swapped or grown',
    'template',
    'InvalidOperation',
    'TemplateChanged,VMSpec',
    null,
    'template_changed',
  ],
  ['template attached', 'template', 'InvalidOperation', 'TemplateAttached,VMSpec', null, 'template_attached'],
  ['not as asked for', 'verify', 'InvalidOperation', 'VerifyFailed,VMSpec', null, 'verify_failed'],
  ['success without effect', 'vm', 'InvalidOperation', 'EffectMissing,VMSpec', null, 'effect_missing'],
  ["another job's folder", 'disk', 'InvalidOperation', 'NotOwned,VMSpec', null, 'file_exists'],
  ['another VM in the folder', 'vm', 'InvalidOperation', 'FolderTaken,VMSpec', null, 'file_exists'],
  ['garbage', 'vm', 'InvalidResult', 'BadOutput,VMSpec', null, 'bad_output'],
  ['no PowerShell', 'vm', 'InvalidResult', 'ShellUnavailable,VMSpec', null, 'powershell_unavailable'],
  ['something new', 'configure', 'NotSpecified', `OperationFailed,${HYPERV}.SetVM`, null, 'hyperv_error'],
];

describe('what a failure of Hyper-V means', () => {
  for (const [situation, step, category, id, hresult, code] of rows) {
    it(`${situation}: ${code}, whatever the text says`, () => {
      for (const message of ['Not enough memory in the system.', '内存不足', '']) {
        assert.equal(classifyFailure({ id, category, hresult, message, target: null }, step).code, code);
      }
    });
  }

  it('only what may pass by itself is tried again', () => {
    const again = rows.filter(
      ([, step, category, id, hresult]) =>
        classifyFailure({ id, category, hresult, message: '', target: null }, step).retry,
    );
    const codes = new Set(again.map(([, , , , , code]) => code));
    assert.deepEqual([...codes].toSorted(), ['host_busy', 'hyperv_unavailable', 'powershell_unavailable']);
  });

  it('an error tells what to do, and keeps 4 KiB of what the host said', () => {
    const error = jobError('bad_output', 'x'.repeat(10_000));
    assert.equal(error.detail?.length, 4096);
    assert.equal(error.hint, errorCatalogue.job.bad_output.hint);
  });
});
