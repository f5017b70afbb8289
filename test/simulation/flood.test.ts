import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { provision } from '../../server/src/host/services/provision.ts';
import { measured } from '../support/goals/measured.ts';
import { amount } from '../support/goals/scale.ts';
import { spec, vm } from '../support/host/vm.ts';
import { dice } from '../support/simulation/dice.ts';
import { assertFits, trace } from '../unit/host/services/model/invariants.ts';
import {
  emptyModel,
  verdict,
  type Model,
  type ModelVm,
  type Wish,
} from '../unit/host/services/model/model.ts';
import { openSystem, type System } from '../unit/host/services/model/system.ts';

/** Requests that are judged; a host begins anew after so many. */
const REQUESTS = amount(5_000, 1_000_000);
const PER_HOST = 500;
const SEED = Number(process.env['VMSPEC_FLOOD_SEED'] ?? 1);

const NAMES = 40;

function someWish(chosen: ReturnType<typeof dice>): Wish {
  const name = `vm-${chosen.int(1, NAMES)}`;
  return {
    name: chosen.chance(0.5) ? name : name.toUpperCase(),
    cpu: chosen.int(1, 3),
    ram: chosen.int(256, 4_000) * 2,
    gb: chosen.int(1, 60),
  };
}

/** One request, judged by host and model; now and then a VM of before fails and gives its room back. */
async function oneRequest(model: Model, system: System, chosen: ReturnType<typeof dice>): Promise<void> {
  const promised = model.jobs.flatMap((job) =>
    job.vms.flatMap((one, n) => (one.state === 'promised' ? [{ id: job.id, n, one }] : [])),
  );
  if (promised.length > 0 && chosen.chance(0.3)) {
    const { id, n, one } = chosen.pick(promised);
    await system.fail(id, n);
    one.state = 'failed';
  }
  const wish = someWish(chosen);
  const { name, cpu, ram, gb } = wish;
  const text = JSON.stringify(spec(vm(name, { cpu_cores: cpu, ram_max_mb: ram, disk: { size_gb: gb } })));
  const before = trace(system);
  const caller = { name: 'flood', role: 'admin' } as const;
  const outcome = provision(system.context(), {
    caller,
    key: null,
    fingerprint: '',
    text,
    on_failure: 'keep',
  });
  assert.equal(outcome.ok ? 'ok' : outcome.refusal.code, verdict(model, [wish]));
  if (!outcome.ok) assert.deepEqual(trace(system), before);
  else {
    const { job_id: id } = outcome.value.answer.provisioning_job_response;
    const made: ModelVm = { ...wish, state: 'promised' };
    // What has failed is history, and only makes the model slow.
    const held = model.jobs.filter((job) => job.vms.some(({ state }) => state === 'promised'));
    model.jobs.splice(0, model.jobs.length, ...held, { id, vms: [made] });
    assertFits(model, system);
  }
}

describe('a flood of requests', function () {
  this.timeout(3_600_000);

  it('G1: is admitted as far as there is room, to the last core and megabyte', async () => {
    const chosen = dice(SEED);
    for (let judged = 0; judged < REQUESTS; judged += PER_HOST) {
      const [system, model] = [openSystem(), emptyModel()];
      try {
        for (let n = 0; n < PER_HOST; n += 1) await oneRequest(model, system, chosen);
      } catch (error) {
        throw new Error(`VMSPEC_FLOOD_SEED=${SEED}, after ${judged} requests and some`, { cause: error });
      } finally {
        system.close();
      }
    }
    measured({ goal: 'G1', tried: `${REQUESTS} requests`, result: '0 over-commitments', reached: true });
  });
});
