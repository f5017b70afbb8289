import { dataGuidOf } from '../../contentStamp.ts';
import { requireDisk, requireVm } from '../../machine/lookups.ts';
import { brokenLink } from '../../machine/brokenChain.ts';
import { vhdError } from '../../machine/cmdletError.ts';
import { diskPathsOf } from '../../machine/storage.ts';
import { notSimulated, type BridgeCmdlet } from '../bridgeCall.ts';
import { diskOutput } from '../outputs/driveOutput.ts';

/** `Get-VHD` by path, or of all disks of a VM. */
export const GET_VHD: BridgeCmdlet = {
  takes: ['Path', 'VMId'],
  run: async (call, bound) => {
    const { computer } = call.session;
    const ofVms = (bound.texts('VMId') ?? []).flatMap((id) =>
      diskPathsOf(requireVm(computer, id, 'Get-VHD')),
    );
    return call.each(bound.texts('Path') ?? ofVms, async (path) => [
      diskOutput(computer, await call.session.run('Get-VHD', { path })),
    ]);
  },
};

/** What the engine asks for when a script opens a disk file as a stream. */
export const DISK_HEADER = 'FileStream';

/** The identifier in the header of a .vhdx that changes with its content. */
export const READ_DISK_HEADER: BridgeCmdlet = {
  takes: ['Path'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], (path) =>
      call.session.look('Get-ChildItem', () => [
        { DataWriteGuid: dataGuidOf(requireDisk(call.session.computer, path, 'Get-VHD')) },
      ]),
    ),
};

/** `New-VHD`. */
export const NEW_VHD: BridgeCmdlet = {
  takes: [
    'Path',
    'SizeBytes',
    'ParentPath',
    'Differencing',
    'Dynamic',
    'Fixed',
    'BlockSizeBytes',
    'LogicalSectorSizeBytes',
    'PhysicalSectorSizeBytes',
  ],
  run: (call, bound) =>
    call.each(bound.texts('Path') ?? [], async (path) => {
      const [size, parent] = [bound.mb('SizeBytes'), bound.text('ParentPath')];
      const type = parent !== undefined ? 'differencing' : bound.flag('Fixed') ? 'fixed' : 'dynamic';
      const disk = await call.session.run('New-VHD', {
        path,
        type,
        ...(size === undefined ? {} : { size_mb: size }),
        ...(parent === undefined ? {} : { parent_path: parent }),
      });
      return [diskOutput(call.session.computer, disk)];
    }),
};

/** `Resize-VHD` to a size. */
export const RESIZE_VHD: BridgeCmdlet = {
  takes: ['Path', 'SizeBytes', 'Passthru'],
  run: (call, bound) =>
    call.each(bound.texts('Path') ?? [], async (path) => {
      await call.session.run('Resize-VHD', { path, size_mb: bound.mb('SizeBytes') ?? 0 });
      if (!bound.flag('Passthru')) return [];
      return [diskOutput(call.session.computer, await call.session.run('Get-VHD', { path }))];
    }),
};

/** `Convert-VHD`. */
export const CONVERT_VHD: BridgeCmdlet = {
  takes: ['Path', 'DestinationPath', 'VHDType', 'Passthru', 'DeleteSource'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      const type = bound.text('VHDType');
      const destination = bound.text('DestinationPath') ?? '';
      if (type === 'Differencing') throw notSimulated('Convert-VHD to a differencing disk');
      await call.session.run('Convert-VHD', {
        path,
        destination,
        ...(type === undefined ? {} : { type: type === 'Fixed' ? 'fixed' : 'dynamic' }),
      });
      if (bound.flag('DeleteSource')) await call.session.run('Remove-Item', { path });
      if (!bound.flag('Passthru')) return [];
      return [diskOutput(call.session.computer, await call.session.run('Get-VHD', { path: destination }))];
    }),
};

/** `Set-VHD -ResetDiskIdentifier`: the disk is then another one for what was made from it. */
export const SET_VHD: BridgeCmdlet = {
  takes: ['Path', 'ResetDiskIdentifier', 'Force', 'Passthru'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      const { computer } = call.session;
      const disk = await call.session.run('Get-VHD', { path });
      if (bound.flag('ResetDiskIdentifier')) {
        computer.commit({ files: { [path.toLowerCase()]: { ...disk, disk_id: computer.random.uuid() } } });
      }
      return bound.flag('Passthru') ? [diskOutput(computer, disk)] : [];
    }),
};

/** `Test-VHD`: whether a disk and those that it is based on can be used. */
export const TEST_VHD: BridgeCmdlet = {
  takes: ['Path'],
  run: (call, bound) =>
    call.each(bound.texts('Path') ?? [], async (path) => {
      const broken = await call.session.look('Get-VHD', () => brokenLink(call.session.computer, path));
      if (broken === null) return [true];
      throw vhdError('OperationFailed', 'Test-VHD', `${broken.message} (${broken.hresult})`, {
        hresult: broken.hresult,
        target: broken.path,
      });
    }),
};
