import { errorCatalogue, type JobErrorCode } from '#schemas/errors.ts';
import type { JobError } from '#schemas/generated/types.ts';
import type { DriverStep } from '#core/steps.ts';
import type { HyperVFailure } from '../ports.ts';

/** What a failure of Hyper-V means for a job. */
export interface Classified {
  readonly code: JobErrorCode;
  /** The same call may succeed shortly. */
  readonly retry: boolean;
}

interface Rule {
  readonly code: JobErrorCode;
  readonly retry?: true;
  /** Start of the FullyQualifiedErrorId, up to the comma or further. */
  readonly id?: RegExp;
  readonly category?: string;
  readonly hresult?: readonly string[];
  readonly steps?: readonly DriverStep[];
}

/**
 * First match wins. Ids and HRESULTs are the same in every language of Windows, texts are not, so no text is matched.
 */
const rules: readonly Rule[] = [
  { id: /^TemplateMissing,VMSpec/, code: 'template_missing' },
  { id: /^TemplateChanged,VMSpec/, code: 'template_changed' },
  { id: /^TemplateAttached,VMSpec/, code: 'template_attached' },
  { id: /^VerifyFailed,VMSpec/, code: 'verify_failed' },
  { id: /^EffectMissing,VMSpec/, code: 'effect_missing' },
  { id: /^(?:NotOwned|FolderTaken|FileTaken),VMSpec/, code: 'file_exists' },
  { id: /^SourceMissing,VMSpec/, code: 'source_missing' },
  { id: /^SourceChanged,VMSpec/, code: 'source_changed' },
  { id: /^SourceUnreadable,VMSpec/, code: 'disk_unreadable' },
  { id: /^SourceHasParent,VMSpec/, code: 'disk_has_parent' },
  { id: /^SourceSparse,VMSpec/, code: 'disk_sparse' },
  { id: /^TemplateAccess,VMSpec/, code: 'access_denied' },
  { id: /^BadOutput,VMSpec/, code: 'bad_output' },
  { id: /^ShellUnavailable,VMSpec/, code: 'powershell_unavailable', retry: true },
  { id: /^CutOff,VMSpec/, code: 'hyperv_unavailable' },
  { id: /^VmMissing,VMSpec/, code: 'vm_missing' },
  { id: /InConstrainedLanguage/, code: 'language_mode' },
  { id: /^CommandNotFoundException/, code: 'hyperv_module_missing' },
  { id: /^CouldNotAutoload/i, code: 'hyperv_module_missing' },
  { id: /^Modules?_ModuleNotFound|^FileNotFoundException,.*ImportModule/, code: 'hyperv_module_missing' },
  { id: /^NamedParameterNotFound/, code: 'hyperv_too_old' },
  { id: /^DiskFull,VMSpec/, code: 'host_disk_full' },
  { id: /^OutOfMemory,/, code: 'host_memory' },
  { hresult: ['0x8007000E', '0x800705AA'], code: 'host_memory' },
  { hresult: ['0x80070070', '0x80070027'], code: 'host_disk_full' },
  { id: /^ObjectInUse,/, code: 'host_busy', retry: true },
  { category: 'ResourceBusy', code: 'host_busy', retry: true },
  { hresult: ['0x80070020', '0x800700AA', '0x80070021'], code: 'host_busy', retry: true },
  { id: /^AccessDenied,/, code: 'access_denied' },
  { category: 'PermissionDenied', code: 'access_denied' },
  { hresult: ['0x80070005'], code: 'access_denied' },
  { hresult: ['0x80070050', '0x800700B7'], code: 'file_exists' },
  { hresult: ['0x80070299'], code: 'unsuitable_volume' },
  { hresult: ['0xC03A001A'], code: 'disk_sparse' },
  {
    hresult: ['0xC03A000D', '0xC03A000E', '0xC03A000F', '0xC03A0017', '0xC03A0018', '0xC03A0019'],
    code: 'disk_chain_broken',
  },
  { id: /^InvalidParameter,Microsoft\.Vhd\..*NewVhd/, steps: ['disk'], code: 'template_missing' },
  { id: /^InvalidParameter,.*NewVM$/, steps: ['vm'], code: 'memory_misaligned' },
  {
    id: /^InvalidParameter,.*(?:GetVMSwitch|NewVM|ConnectVMNetworkAdapter|AddVMNetworkAdapter)/,
    steps: ['network'],
    code: 'switch_missing',
  },
  { id: /^InvalidParameter,.*GetVM$/, code: 'vm_missing' },
  // A list of VMs or switches, or the host itself, is not found: its service does not run, or hides them.
  { id: /^ObjectNotFound,.*\.Get(?:VM|VMHost|VMSwitch)$/, code: 'hyperv_unavailable', retry: true },
  // Rights that are missing are told as `Unspecified`, of every cmdlet that looks at a VM.
  { id: /^Unspecified,.*Get(?:VM|VMHost|VMSwitch)$/, code: 'hyperv_rights' },
  { id: /^ObjectNotFound,.*NewVM$/, code: 'folder_missing' },
  {
    hresult: ['0x80070003', '0x80070002'],
    steps: ['vm', 'disk', 'storage', 'add_template'],
    code: 'folder_missing',
  },
  { category: 'ObjectNotFound', steps: ['add_template'], code: 'source_missing' },
  { hresult: ['0x800706BA', '0x800706BE', '0x80070422'], code: 'hyperv_unavailable', retry: true },
  {
    category: 'ObjectNotFound',
    steps: ['configure', 'network', 'storage', 'start', 'verify', 'stop', 'remove_vm'],
    code: 'vm_missing',
  },
  { id: /^InvalidState,/, code: 'vm_state' },
  { id: /^OperationFailed,.*SetVMFirmware$/, code: 'firmware_locked' },
  { id: /\.(?:SetVMKeyProtector|EnableVMTPM|DisableVMTPM)$/, code: 'tpm_failed' },
  { id: /^OperationFailed,.*AddVMHardDiskDrive$/, code: 'disk_not_attached' },
  { id: /^OperationFailed,.*RemoveVM$/, code: 'vm_state' },
  { steps: ['start'], code: 'start_failed' },
  { steps: ['stop'], code: 'stop_failed' },
];

/** Tells what a failure means. */
export function classifyFailure(failure: HyperVFailure, step: DriverStep): Classified {
  // The ids of module 1.1, which lies beside 2.0 on every Windows, end in the names of its classes: `…GetVMCommand`.
  const name = failure.id.replace(/Command$/, '');
  const rule = rules.find(
    ({ id, category, hresult, steps }) =>
      (id === undefined || id.test(name)) &&
      (category === undefined || category === failure.category) &&
      (hresult === undefined || (failure.hresult !== null && hresult.includes(failure.hresult))) &&
      (steps === undefined || steps.includes(step)),
  );
  return { code: rule?.code ?? 'hyperv_error', retry: rule?.retry ?? false };
}

/** Longest text of a failure that is kept. */
const DETAIL_CHARS = 4096;

/** Error of a VM: the catalogue's words, and what the host said beside them. */
export function jobError(code: JobErrorCode, detail?: string): JobError {
  const { summary, hint } = errorCatalogue.job[code];
  const error: JobError = { code, message: summary, hint };
  return detail === undefined || detail === '' ? error : { ...error, detail: detail.slice(0, DETAIL_CHARS) };
}
