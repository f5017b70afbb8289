import type { HyperVFailure } from '../../../ports.ts';
import { CmdletError, hyperVError } from '../machine/cmdletError.ts';
import type { Session } from '../session.ts';
import type { Bound } from './bound.ts';

/** What PowerShell asks for: a cmdlet with the parameters that were bound. */
export interface BridgeQuestion {
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What it gets. The first part of an error's id is enough: PowerShell adds the class of the cmdlet. */
export interface BridgeAnswer {
  readonly objects: readonly unknown[];
  readonly warnings: readonly string[];
  readonly errors: readonly HyperVFailure[];
}

/** One call while it runs. */
export interface BridgeCall {
  readonly cmdlet: string;
  readonly session: Session;
  warn(text: string): void;
  /** Goes on after an error of one of several objects, as the cmdlets do. */
  each<T>(items: readonly T[], work: (item: T) => Promise<readonly unknown[]>): Promise<readonly unknown[]>;
}

/** A cmdlet as the bridge answers it. Any parameter that is not in `takes` is refused as not simulated. */
export interface BridgeCmdlet {
  readonly takes: readonly string[];
  run(call: BridgeCall, bound: Bound): Promise<readonly unknown[]>;
}

/** The refusal of what the simulator does not have. It must be loud, or a script would pass that fails on Windows. */
export function notSimulated(what: string): CmdletError {
  return new CmdletError({
    id: 'NotSimulated',
    category: 'NotImplemented',
    hresult: null,
    message: `${what} is not simulated.`,
    target: what,
  });
}

/** An error about something with that name that is not there. Only `Get-…` calls it a wrong parameter. */
export function notFound(call: BridgeCall, kind: string, name: string): CmdletError {
  const looks = call.cmdlet.startsWith('Get-');
  const text = `Hyper-V was unable to find a ${kind} with name "${name}".`;
  return hyperVError(looks ? 'InvalidParameter' : 'ObjectNotFound', call.cmdlet, text, {
    category: looks ? 'InvalidArgument' : 'ObjectNotFound',
    target: name,
  });
}
