import { parameterError, vhdError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { requireDisk } from '../lookups.ts';
import type { DiskFile } from '../model.ts';
import { fileAt, folderExists, freeMb, useOf } from '../storage.ts';
import { extensionOf, folderOf, pathKey } from '../windowsPath.ts';

/** What `New-VHD` is told. `size_mb` may be left out of a differencing disk: it then has its parent's. */
export interface NewVhdParams {
  readonly path: string;
  readonly type: 'fixed' | 'dynamic' | 'differencing';
  readonly size_mb?: number;
  readonly parent_path?: string;
}

/** Size of a new disk file that holds nothing yet, in MB. */
const EMPTY_FILE_MB = 4;
const VHDX_LIMIT_MB = 64 * 1024 * 1024;
const VHD_LIMIT_MB = 2040 * 1024;

/** `New-VHD`. The format follows the extension; an existing file is never replaced. */
export function newVhd(computer: Computer, params: NewVhdParams): DiskFile {
  const { path, type } = params;
  const parent = type === 'differencing' ? parentFor(computer, params) : null;
  const disk = describe(computer, params, parent);
  if (fileAt(computer, path) !== undefined) {
    throw failed(path, HRESULT.fileExists, 'The file exists.');
  }
  const free = freeMb(computer, path);
  if (free === null || !folderExists(computer, folderOf(path))) {
    throw failed(path, HRESULT.pathNotFound, 'The system cannot find the path specified.');
  }
  if (free < disk.file_mb) throw failed(path, HRESULT.diskFull, 'There is not enough space on the disk.');
  computer.commit({ files: { [pathKey(path)]: disk } });
  return disk;
}

function parentFor(computer: Computer, params: NewVhdParams): DiskFile {
  const path = params.parent_path ?? '';
  const parent = requireDisk(computer, path, 'New-VHD');
  if (extensionOf(path) === '.avhdx' || extensionOf(path) !== extensionOf(params.path)) {
    throw parameterError('New-VHD', `'${path}' cannot be the parent of '${params.path}'.`, path);
  }
  if (useOf(computer, path) === 'written') {
    const text = 'The process cannot access the file because it is being used by another process.';
    throw failed(path, HRESULT.sharingViolation, text);
  }
  return parent;
}

function describe(computer: Computer, params: NewVhdParams, parent: DiskFile | null): DiskFile {
  const { path, type } = params;
  const size = params.size_mb ?? parent?.size_mb ?? 0;
  const extension = extensionOf(path);
  if (extension !== '.vhd' && extension !== '.vhdx') {
    throw vhdError('InvalidParameter', 'New-VHD', `'${path}': the extension must be .vhd or .vhdx.`, {
      category: 'InvalidArgument',
      target: path,
    });
  }
  const limit = extension === '.vhd' ? VHD_LIMIT_MB : VHDX_LIMIT_MB;
  if (size <= 0 || size > limit || size < (parent?.size_mb ?? 0)) {
    const text = `'${path}': ${String(size)} MB is no possible size of this disk.`;
    throw vhdError('InvalidParameter', 'New-VHD', text, { category: 'InvalidArgument', target: path });
  }
  return {
    kind: 'disk',
    path,
    format: extension === '.vhd' ? 'VHD' : 'VHDX',
    type,
    disk_id: computer.random.uuid(),
    content: 0,
    size_mb: size,
    file_mb: type === 'fixed' ? size : EMPTY_FILE_MB,
    parent: parent && { path: parent.path, disk_id: parent.disk_id, content: parent.content },
    damaged: false,
  };
}

function failed(path: string, hresult: string, reason: string): Error {
  const text = `Failed to create the virtual hard disk '${path}'. ${reason} (${hresult})`;
  return vhdError('OperationFailed', 'New-VHD', text, { hresult, target: path });
}
