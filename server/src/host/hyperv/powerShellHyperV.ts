import type { Inventory } from '#core/inventory.ts';
import { clipOutput, type CallResult } from '../powershell/call.ts';
import type { WarmShells } from '../powershell/warmShells.ts';
import type { HyperV, HyperVFailure, InventoryResult } from '../ports.ts';
import type { Operation } from './operations/operation.ts';
import { doctorOperation, inventoryOperation, type Folders } from './operations/reads.ts';
import { ensureOperation, probeOperation, restartOperation } from './operations/steps.ts';
import { joinPages, withChanges } from './records/inventoryPage.ts';

export interface PowerShellHyperVOptions {
  readonly shells: Pick<WarmShells, 'call' | 'close'>;
  /** Refuse what the schemas do not know, as tests do; else it is left out. */
  readonly strict: boolean;
  readonly onWarning: (warning: { readonly operation: string; readonly warnings: readonly string[] }) => void;
}

/** How an operation ended, for the port to word. */
type Ended<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: HyperVFailure }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A page whose stamp is gone is asked for anew this often, on a machine that changes all the time. */
const INVENTORY_TRIES = 4;

/** The Hyper-V of this machine, through our PowerShell module. */
export function powerShellHyperV(options: PowerShellHyperVOptions): HyperV {
  const run = runner(options);
  const state: { folders: Folders; last: Inventory | null } = {
    folders: { template_roots: null, vm_folders: [] },
    last: null,
  };
  return {
    driver: 'hyperv',
    outlivesUs: true,
    configure: (folders) => {
      state.folders = { template_roots: folders.template_roots, vm_folders: folders.vm_folders };
      state.last = null;
    },
    inventory: async (signal) => {
      const { folders } = state;
      const result = await readInventory(run, folders, state.last, signal);
      // A reading that was under way while the folders changed is not one to go on from.
      if (result.ok && folders === state.folders) state.last = result.inventory;
      return result;
    },
    ensure: async (step, params, signal) => {
      const more = step === 'remove_files' ? { vm_folders: state.folders.vm_folders } : {};
      const ended = await run(ensureOperation(step, params, more), signal);
      if (ended.kind === 'value') return ended.value;
      if (ended.kind === 'failed') return { outcome: 'failed', failure: ended.failure };
      return { outcome: 'unknown', reason: ended.reason };
    },
    probe: async (step, params, signal) => {
      const ended = await run(probeOperation(step, params), signal);
      return ended.kind === 'value' ? ended.value : { state: 'unknown', reason: failureOf(ended).message };
    },
    restart: async (vmId, signal) => {
      const ended = await run(restartOperation(vmId), signal);
      if (ended.kind === 'value') return ended.value;
      if (ended.kind === 'failed') return { outcome: 'failed', failure: ended.failure };
      return { outcome: 'unknown', reason: ended.reason };
    },
    doctorFacts: async (signal) => {
      const ended = await run(doctorOperation(state.folders), signal);
      return ended.kind === 'value' ? ended.value : { failure: failureOf(ended) };
    },
    close: () => options.shells.close(),
  };
}

type Run = <T>(operation: Operation<T>, signal: AbortSignal) => Promise<Ended<T>>;

function runner({ shells, strict, onWarning }: PowerShellHyperVOptions): Run {
  return async (operation, signal) => {
    const result = await shells.call(operation, signal);
    if (result.outcome !== 'answered') return endOf(result);
    const { ok, error, result: value, warnings = [] } = result.answer;
    if (warnings.length > 0) onWarning({ operation: operation.operation, warnings });
    if (!ok) {
      if (error === undefined) return badOutput('an error that says nothing', '');
      const { id, category, hresult, message, target } = error;
      const shown = { id: clipOutput(id), message: clipOutput(message) };
      return { kind: 'failed', failure: { ...shown, category, hresult: upperCode(hresult), target } };
    }
    const reading = operation.parse(value, strict);
    if (reading.ok) return { kind: 'value', value: reading.value };
    return badOutput(reading.reason, value === undefined ? '' : JSON.stringify(value));
  };
}

/** Of a call that gave no answer: whether it may have had an effect decides. */
function endOf(
  result: Exclude<CallResult, { outcome: 'answered' }>,
): Exclude<Ended<never>, { kind: 'value' }> {
  switch (result.outcome) {
    case 'bad_output':
      return badOutput(result.reason, result.output);
    case 'lost':
      return { kind: 'unknown', reason: result.reason };
    case 'not_begun':
      return result.aborted
        ? { kind: 'unknown', reason: result.reason }
        : {
            kind: 'failed',
            failure: ourFailure('ShellUnavailable', `PowerShell does not run: ${result.reason}`),
          };
  }
}

/** Longest piece of an output that is kept in a failure. */
const KEPT_CHARS = 4096;

function badOutput(
  reason: string,
  output: string,
): { readonly kind: 'failed'; readonly failure: HyperVFailure } {
  const shown = output === '' ? '' : `: ${output.slice(0, KEPT_CHARS)}`;
  return { kind: 'failed', failure: ourFailure('BadOutput', `PowerShell wrote ${reason}${shown}`) };
}

function ourFailure(id: string, message: string): HyperVFailure {
  return { id: `${id},VMSpec`, category: 'InvalidResult', hresult: null, message, target: null };
}

function failureOf(ended: Exclude<Ended<never>, { kind: 'value' }>): HyperVFailure {
  return ended.kind === 'failed' ? ended.failure : ourFailure('CutOff', ended.reason);
}

function upperCode(hresult: string | null): string | null {
  return hresult === null ? null : `0x${hresult.slice(2).toUpperCase()}`;
}

/** Reads page after page. An unchanged machine is the last reading; one that changes meanwhile is read anew. */
async function readInventory(
  run: Run,
  folders: Folders,
  last: Inventory | null,
  signal: AbortSignal,
): Promise<InventoryResult> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await readOnce(run, folders, last, signal);
    if (result.ok || attempt >= INVENTORY_TRIES || !result.failure.id.startsWith('InventoryChanged,'))
      return result;
  }
}

async function readOnce(
  run: Run,
  folders: Folders,
  last: Inventory | null,
  signal: AbortSignal,
): Promise<InventoryResult> {
  const first = await run(inventoryOperation(folders, last?.stamp ?? null, null), signal);
  if (first.kind !== 'value') return { ok: false, failure: failureOf(first) };
  if (first.value.unchanged) {
    if (last?.stamp === first.value.stamp) return { ok: true, inventory: last };
    return badReading('an unchanged inventory that nobody knows');
  }
  const { stamp, inventory, changes } = first.value;
  if (changes !== null && changes.since !== last?.stamp)
    return badReading('changes of an inventory that nobody knows');
  const more: Omit<Inventory, 'stamp'>[] = [];
  for (let { next } = first.value; next !== null;) {
    const page = await run(inventoryOperation(folders, null, next), signal);
    if (page.kind !== 'value') return { ok: false, failure: failureOf(page) };
    if (page.value.unchanged || page.value.stamp !== stamp) return changed();
    more.push(page.value.inventory);
    if (page.value.next === next) return badReading('a page that leads to itself');
    next = page.value.next;
  }
  const read = joinPages(stamp, inventory, more);
  return { ok: true, inventory: changes === null || last === null ? read : withChanges(last, read, changes) };
}

function badReading(reason: string): InventoryResult {
  return { ok: false, failure: badOutput(reason, '').failure };
}

function changed(): InventoryResult {
  return { ok: false, failure: ourFailure('InventoryChanged', 'The machine changed while it was read.') };
}
