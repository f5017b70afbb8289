import type { Inventory } from '#core/inventory.ts';
import type { PowerShellDoctorFacts } from '#schemas/generated/types.ts';
import type { DriverStep, StepOutput, StepParams } from '#core/steps.ts';

/** An error as Hyper-V's PowerShell module reports it; classified by `id` and `hresult`, never by its text. */
export interface HyperVFailure {
  /** FullyQualifiedErrorId, for example `OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM`. */
  readonly id: string;
  /** Category of the error record, for example `InvalidArgument`. */
  readonly category: string;
  /** HRESULT as `0x8007000E`, where the error carries one. */
  readonly hresult: string | null;
  readonly message: string;
  readonly target: string | null;
}

/**
 * How a step ended. `unknown`: the call was cut off (time-out, lost process, abort), so the effect may be there, may
 * still come, or never will: only a probe can tell.
 */
export type StepResult<K extends DriverStep> =
  | { readonly outcome: 'done'; readonly acted: boolean; readonly output: StepOutput[K] }
  | { readonly outcome: 'failed'; readonly failure: HyperVFailure }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** What a look at the host says about a step's effect, without changing anything. */
export type ProbeResult<K extends DriverStep> =
  | { readonly state: 'done'; readonly output: StepOutput[K] }
  | { readonly state: 'absent' | 'partial' }
  | { readonly state: 'unknown'; readonly reason: string };

export type InventoryResult =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly failure: HyperVFailure };

/** A Hyper-V machine, real or simulated. No method throws for what the machine does; a thrown error is a bug. */
export interface HyperV {
  readonly driver: 'hyperv' | 'simulated';
  /** Whether what was begun may still happen after this process has ended, as in Hyper-V's own service; absent: never. */
  readonly outlivesUs?: boolean;
  /** Folders in which templates are looked for and VMs of ours are recognised. Called once, before anything else. */
  configure(folders: {
    readonly template_roots: readonly string[] | null;
    readonly vm_folders: readonly string[];
  }): void;
  inventory(signal: AbortSignal): Promise<InventoryResult>;
  /** Looks, acts when the effect is absent, looks again. An aborted signal answers `unknown`. */
  ensure<K extends DriverStep>(step: K, params: StepParams[K], signal: AbortSignal): Promise<StepResult<K>>;
  probe<K extends DriverStep>(step: K, params: StepParams[K], signal: AbortSignal): Promise<ProbeResult<K>>;
  /** Hard reset of a running VM. Not idempotent: never asked twice for one job. */
  restart(vmId: string, signal: AbortSignal): Promise<StepResult<'start'>>;
  /** Raw facts for Check Host. A practice host has none. */
  doctorFacts?(signal: AbortSignal): Promise<PowerShellDoctorFacts | { readonly failure: HyperVFailure }>;
  close(): Promise<void>;
}

/** Time, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970, for people and records. It may jump. */
  now(): number;
  /** Milliseconds that only ever grow, for durations. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  uuid(): string;
  /** 0 <= x < 1. */
  fraction(): number;
  bytes(count: number): Uint8Array;
}
