import type { HyperVFailure } from '../../../ports.ts';
import { CmdletError } from '../machine/cmdletError.ts';
import { CutOff, type Session } from '../session.ts';
import { boundOf } from './bound.ts';
import { notSimulated, type BridgeAnswer, type BridgeCall, type BridgeQuestion } from './bridgeCall.ts';
import { BRIDGE_CMDLETS } from './bridgeTable.ts';

/** Runs a cmdlet. What it says comes back as a value; only a cut-off call has no answer. */
export async function answerQuestion(session: Session, question: BridgeQuestion): Promise<BridgeAnswer> {
  const warnings: string[] = [];
  const errors: HyperVFailure[] = [];
  const call: BridgeCall = {
    cmdlet: question.cmdlet,
    session,
    warn: (text) => warnings.push(text),
    each: async (items, work) => {
      const found: unknown[] = [];
      for (const item of items) {
        try {
          found.push(...(await work(item)));
        } catch (error) {
          errors.push(failureIn(error));
        }
      }
      return found;
    },
  };
  const objects = await call.each([question], async ({ cmdlet, parameters }) => {
    const known = BRIDGE_CMDLETS[cmdlet];
    if (known === undefined) throw notSimulated(cmdlet);
    const other = Object.keys(parameters).find((name) => !known.takes.includes(name));
    if (other !== undefined) throw notSimulated(`${cmdlet} -${other}`);
    return known.run(call, boundOf(parameters));
  });
  return { objects, warnings, errors: errors.map(shortened) };
}

function failureIn(error: unknown): HyperVFailure {
  if (error instanceof CmdletError) return error.failure;
  if (error instanceof CutOff) throw error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { id: 'SimulatorFault', category: 'NotSpecified', hresult: null, message, target: null };
}

/** PowerShell adds the class of the cmdlet to the id by itself. */
function shortened(failure: HyperVFailure): HyperVFailure {
  return { ...failure, id: failure.id.replace(/,.*$/, '') };
}
