import type { DriverStep } from '#core/steps.ts';
import type { HyperVFailure } from '../../ports.ts';
import type { Operation } from './latency.ts';

/** What the driver is asked for: a step of a job, or one of its other calls. */
export type Call = DriverStep | 'inventory' | 'restart';

/**
 * What goes wrong:
 * - `busy`: the operation fails, the same one may work later;
 * - `error`: it fails;
 * - `slow`: it takes `delay_ms` longer;
 * - `late_effect`: the answer never comes, the effect does after `delay_ms`;
 * - `half_effect`: the effect is there in part (a disk that cannot be read, a VM and nothing more), then it fails;
 * - `hang`: neither answer nor effect ever comes.
 */
export type FaultKind = 'busy' | 'error' | 'slow' | 'late_effect' | 'half_effect' | 'hang';

/** A rule meets what all of its named members meet. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Its first operation that changes something; the first look, of a call that changes nothing. */
  readonly step?: Call;
  readonly operation?: Operation;
  /** Without regard to case. */
  readonly vm_name?: string;
  /** How often it strikes; absent: always. */
  readonly times?: number;
  /** How many operations that it meets are spared first. */
  readonly after?: number;
  /** Real milliseconds of `slow` and `late_effect`; default one minute of simulated time. */
  readonly delay_ms?: number;
  /** Failure of `busy`, `error` and `half_effect` in place of the usual one. */
  readonly failure?: HyperVFailure;
}

/** An operation that is about to run. */
export interface Attempt {
  readonly call: Call;
  readonly operation: Operation;
  readonly vm_name: string | null;
}

/** Makes a simulated machine fail, at any time, always the same way. */
export interface Faults {
  add(...rules: readonly FaultRule[]): void;
  clear(): void;
  /** The rule that strikes this attempt; it is used up by one. The first rule in order wins. */
  take(attempt: Attempt): FaultRule | null;
  /** How often rules have struck. */
  struck(): number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  left: number;
  spare: number;
}

/** Calls that only look. */
const LOOKING: ReadonlySet<Call> = new Set<Call>(['template', 'verify', 'inventory']);
/** Operations that only prepare what a step is for. */
const PREPARING: ReadonlySet<Operation> = new Set<Operation>(['New-Item', 'Set-Content']);

/** Faults that begin with these rules. */
export function createFaults(rules: readonly FaultRule[] = []): Faults {
  const active: ActiveRule[] = [];
  const add = (...added: readonly FaultRule[]): void => {
    for (const rule of added) active.push({ rule, left: rule.times ?? Infinity, spare: rule.after ?? 0 });
  };
  let struck = 0;
  add(...rules);
  return {
    add,
    clear: () => {
      active.length = 0;
    },
    take: (attempt) => {
      const found = active.find((item) => item.left > 0 && meets(item.rule, attempt));
      if (found === undefined) return null;
      if (found.spare > 0) {
        found.spare -= 1;
        return null;
      }
      found.left -= 1;
      struck += 1;
      return found.rule;
    },
    struck: () => struck,
  };
}

function meets(rule: FaultRule, attempt: Attempt): boolean {
  if (rule.step !== undefined && rule.step !== attempt.call) return false;
  if (rule.operation !== undefined && rule.operation !== attempt.operation) return false;
  if (rule.vm_name !== undefined && rule.vm_name.toLowerCase() !== attempt.vm_name?.toLowerCase())
    return false;
  return rule.operation !== undefined || isTheWork(attempt);
}

/** Whether an operation is what its call is for. */
function isTheWork({ call, operation }: Attempt): boolean {
  // Of the settings of a guest, the file is all there is.
  if (call === 'seed' && operation === 'Set-Content') return true;
  const looks = operation.startsWith('Get-');
  return LOOKING.has(call) ? looks : !looks && !PREPARING.has(operation);
}
