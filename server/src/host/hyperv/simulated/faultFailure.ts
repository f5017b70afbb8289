import { CmdletError } from './machine/cmdletError.ts';
import { HRESULT } from './machine/hresults.ts';
import type { FaultRule } from './faults.ts';
import type { Operation } from './latency.ts';

/** The error that an operation ends with when a rule strikes it. */
export function faultFailure(rule: FaultRule, operation: Operation): CmdletError {
  const command = operation.replace('-VHD', 'Vhd').replace('-', '');
  const space = operation.endsWith('-VHD')
    ? 'Microsoft.Vhd.PowerShell.Cmdlets'
    : 'Microsoft.HyperV.PowerShell.Commands';
  if (rule.failure !== undefined) return new CmdletError(rule.failure);
  if (rule.kind === 'busy') {
    return new CmdletError({
      id: `ObjectInUse,${space}.${command}`,
      category: 'ResourceBusy',
      hresult: HRESULT.busy,
      message: `The requested resource is in use. (${HRESULT.busy})`,
      target: null,
    });
  }
  return new CmdletError({
    id: `OperationFailed,${space}.${command}`,
    category: 'NotSpecified',
    hresult: null,
    message: `${operation} failed.`,
    target: null,
  });
}
