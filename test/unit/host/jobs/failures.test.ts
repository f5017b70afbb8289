import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { StepKind } from '#core/steps.ts';
import { classifyFailure, jobError } from '../../../../server/src/host/hyperv/failures.ts';
import type { HyperVFailure } from '../../../../server/src/host/ports.ts';

const HYPERV = 'Microsoft.HyperV.PowerShell.Commands';
const VHD = 'Microsoft.Vhd.PowerShell.Cmdlets';

function failure(id: string, category = 'NotSpecified', hresult: string | null = null): HyperVFailure {
  return { id, category, hresult, message: 'Text in any language.', target: null };
}

describe('a failure of Hyper-V', () => {
  const table: readonly [HyperVFailure, StepKind, string, boolean][] = [
    [failure(`OutOfMemory,${HYPERV}.StartVM`, 'FromStdErr', '0x8007000E'), 'start', 'host_memory', false],
    [failure(`OperationFailed,${HYPERV}.StartVM`, 'x', '0x800705AA'), 'start', 'host_memory', false],
    [failure(`OperationFailed,${VHD}.NewVhd`, 'x', '0x80070070'), 'disk', 'host_disk_full', false],
    [failure(`ObjectInUse,${VHD}.NewVhd`, 'ResourceBusy', '0x800700AA'), 'disk', 'host_busy', true],
    [failure('x', 'ResourceBusy'), 'configure', 'host_busy', true],
    [failure('x', 'x', '0x80070020'), 'start', 'host_busy', true],
    [failure(`AccessDenied,${HYPERV}.NewVM`), 'vm', 'access_denied', false],
    [failure('x', 'PermissionDenied'), 'vm', 'access_denied', false],
    [failure('x', 'x', '0x80070005'), 'disk', 'access_denied', false],
    [failure('x', 'x', '0x80070050'), 'disk', 'file_exists', false],
    [failure('NotOwned,VMSpec'), 'remove_files', 'file_exists', false],
    [failure('FolderTaken,VMSpec'), 'vm', 'file_exists', false],
    [failure('x', 'x', '0x80070299'), 'disk', 'unsuitable_volume', false],
    [failure('TemplateMissing,VMSpec'), 'template', 'template_missing', false],
    [failure('TemplateChanged,VMSpec'), 'template', 'template_changed', false],
    [failure('TemplateAttached,VMSpec'), 'template', 'template_attached', false],
    [failure(`InvalidParameter,${VHD}.NewVhd`, 'InvalidArgument'), 'disk', 'template_missing', false],
    [
      failure(`InvalidParameter,${HYPERV}.GetVMSwitch`, 'InvalidArgument'),
      'network',
      'switch_missing',
      false,
    ],
    [failure(`InvalidParameter,${HYPERV}.GetVM`, 'InvalidArgument'), 'configure', 'vm_missing', false],
    [failure(`ObjectNotFound,${HYPERV}.StartVM`, 'ObjectNotFound'), 'start', 'vm_missing', false],
    [failure(`InvalidState,${HYPERV}.RemoveVM`), 'remove_vm', 'vm_state', false],
    [failure('VerifyFailed,VMSpec'), 'verify', 'verify_failed', false],
    [failure('CutOff,VMSpec'), 'verify', 'hyperv_unavailable', false],
    [failure(`OperationFailed,${HYPERV}.StartVM`), 'start', 'start_failed', false],
    [failure(`OperationFailed,${HYPERV}.StopVM`), 'stop', 'stop_failed', false],
    [failure(`OperationFailed,${HYPERV}.NewVM`), 'vm', 'hyperv_error', false],
  ];
  for (const [of, step, code, retry] of table) {
    it(`${of.id} ${of.category} ${of.hresult ?? ''} at ${step} means ${code}${retry ? ', and is tried again' : ''}`, () => {
      assert.deepEqual(classifyFailure(of, step), { code, retry });
    });
  }

  it('is never judged by its text', () => {
    const of = { ...failure('x'), message: 'OutOfMemory, access denied, ObjectInUse, 0x80070070' };
    assert.equal(classifyFailure(of, 'vm').code, 'hyperv_error');
  });

  it('keeps what the host said, cut to a bearable length', () => {
    assert.equal(jobError('hyperv_error', 'x'.repeat(10_000)).detail?.length, 4096);
    assert.equal('detail' in jobError('hyperv_error', ''), false);
    assert.match(jobError('host_memory').hint ?? '', /retry/);
  });
});
