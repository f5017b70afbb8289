import { gzipSync } from 'node:zlib';
import * as validators from '#schemas/generated/validators.js';
import type { PowerShellStepOutput } from '#schemas/generated/types.ts';
import type { DriverStep, StepOutput, StepParams } from '#core/steps.ts';
import type { ProbeResult, StepResult } from '../../ports.ts';
import { seedImage } from '../seedImage.ts';
import { deadlines, operation, type Operation } from './operation.ts';

type Done<K extends DriverStep> = Extract<StepResult<K>, { outcome: 'done' }>;

/** Reads what a step tells later ones; null when it is not there. */
const outputs: { readonly [K in DriverStep]: (output: PowerShellStepOutput) => StepOutput[K] | null } = {
  template: ({ format }) => (format === undefined ? null : { format }),
  disk: nothing,
  vm: ({ vm_id }) => (vm_id === undefined ? null : { vm_id: vm_id.toLowerCase() }),
  configure: nothing,
  network: nothing,
  seed: nothing,
  storage: nothing,
  start: nothing,
  verify: nothing,
  stop: nothing,
  remove_vm: nothing,
  remove_files: nothing,
  add_template: ({ format, disk_id, size_mb, content_stamp = null }) =>
    format === undefined || disk_id === undefined || size_mb === undefined
      ? null
      : { format, disk_id: disk_id.toLowerCase(), size_mb, content_stamp },
  remove_template: nothing,
};

function nothing(): Record<never, never> {
  return {};
}

/** Steps that write whole disks or wait for a guest. */
const longSteps: readonly DriverStep[] = [
  'disk',
  'storage',
  'stop',
  'remove_vm',
  'remove_files',
  'add_template',
];

/** Parameters as they are sent: of an image only what PowerShell has to write, packed, since it is nearly all zeros. */
function sentParams<K extends DriverStep>(step: K, params: StepParams[K]): object {
  if (step !== 'seed') return params;
  const { files, ...place } = params as StepParams['seed'];
  const image = seedImage(files);
  return { ...place, bytes: image.length, image: gzipSync(image).toString('base64') };
}

/** Looks, acts where the effect is not there, looks again. `more` are parameters beside those of the step. */
export function ensureOperation<K extends DriverStep>(
  step: K,
  params: StepParams[K],
  more: object = {},
): Operation<Done<K>> {
  const deadlineMs = longSteps.includes(step) ? deadlines.write : deadlines.act;
  const call = {
    operation: `ensure_${step}`,
    params: { ...sentParams(step, params), ...more },
    lane: 'act',
    deadlineMs,
  } as const;
  return operation(call, validators.PowerShellEnsured, (record): Done<K> | null => {
    const output = outputs[step](record.output);
    return output === null ? null : { outcome: 'done', acted: record.acted, output };
  });
}

/** Looks without changing anything. */
export function probeOperation<K extends DriverStep>(
  step: K,
  params: StepParams[K],
): Operation<ProbeResult<K>> {
  const sent = sentParams(step, params);
  const call = {
    operation: `probe_${step}`,
    params: sent,
    lane: 'read',
    deadlineMs: deadlines.look,
  } as const;
  return operation(call, validators.PowerShellProbed, ({ state, output }): ProbeResult<K> | null => {
    if (state !== 'done') return { state };
    const told = outputs[step](output ?? {});
    return told === null ? null : { state, output: told };
  });
}

/** Hard reset of a running VM. */
export function restartOperation(vmId: string): Operation<Done<'start'>> {
  const call = {
    operation: 'restart',
    params: { vm_id: vmId },
    lane: 'act',
    deadlineMs: deadlines.act,
  } as const;
  return operation(call, validators.PowerShellEnsured, () => ({ outcome: 'done', acted: true, output: {} }));
}
