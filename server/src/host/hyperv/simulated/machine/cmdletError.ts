import type { HyperVFailure } from '../../../ports.ts';

/** What a cmdlet throws, as `$ErrorActionPreference = 'Stop'` makes it do. The driver turns it into a value. */
export class CmdletError extends Error {
  readonly failure: HyperVFailure;

  constructor(failure: HyperVFailure) {
    super(failure.message);
    this.name = 'CmdletError';
    this.failure = failure;
  }
}

interface Details {
  readonly category?: string;
  readonly hresult?: string;
  readonly target?: string;
}

/** An error of the Hyper-V module, for example `hyperVError('OutOfMemory', 'Start-VM', …)`. */
export function hyperVError(id: string, cmdlet: string, message: string, details: Details = {}): CmdletError {
  return errorOf(`${id},Microsoft.HyperV.PowerShell.Commands.${cmdlet.replace('-', '')}`, message, details);
}

/** An error of a cmdlet that works on disk files; these have a name space and a spelling of their own. */
export function vhdError(id: string, cmdlet: string, message: string, details: Details = {}): CmdletError {
  const name = cmdlet.replace('-VHD', 'Vhd');
  return errorOf(`${id},Microsoft.Vhd.PowerShell.Cmdlets.${name}`, message, details);
}

/** An error of one of PowerShell's own cmdlets for files. */
export function fileError(id: string, cmdlet: string, message: string, details: Details = {}): CmdletError {
  return errorOf(`${id},Microsoft.PowerShell.Commands.${cmdlet.replace('-', '')}Command`, message, details);
}

/** A refusal of ours: the machine would do it, but it would be wrong. */
export function ourError(id: string, message: string, target?: string): CmdletError {
  return errorOf(`${id},VMSpec`, message, {
    category: 'InvalidOperation',
    ...(target === undefined ? {} : { target }),
  });
}

/** Operation on a VM whose power state does not allow it. */
export function stateError(cmdlet: string, vmName: string): CmdletError {
  const text = 'The operation cannot be performed while the object is in its current state.';
  return hyperVError('InvalidState', cmdlet, `'${vmName}': ${text}`, {
    category: 'InvalidOperation',
    target: vmName,
  });
}

/** A parameter that Hyper-V does not take. */
export function parameterError(cmdlet: string, message: string, target?: string): CmdletError {
  return hyperVError('InvalidParameter', cmdlet, message, {
    category: 'InvalidArgument',
    ...(target === undefined ? {} : { target }),
  });
}

function errorOf(id: string, message: string, details: Details): CmdletError {
  return new CmdletError({
    id,
    category: details.category ?? 'NotSpecified',
    hresult: details.hresult ?? null,
    message,
    target: details.target ?? null,
  });
}
