import type { SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { plan } from '../../../server/src/host/services/plan.ts';
import { spec, vm } from '../host/vm.ts';
import { ask, type Request } from './requests.ts';
import type { World } from './world.ts';

/** What operators do, each as often as its number says. */
export const operators: readonly (readonly [weight: number, deed: (world: World) => void])[] = [
  [30, provisionSomething],
  [6, (world) => actOnJob(world, 'cancel')],
  [8, (world) => actOnJob(world, 'retry')],
  [5, (world) => actOnVm(world, 'start')],
  [4, (world) => actOnVm(world, 'stop')],
  [3, (world) => actOnVm(world, 'turn_off')],
  [3, (world) => actOnVm(world, 'restart')],
  [16, deleteSomething],
  [3, planSomething],
  [3, askAgain],
];

/** Names in two spellings each: Windows does not tell them apart. */
const NAMES = [
  'web-01',
  'WEB-01',
  'web-02',
  'Web-02',
  'sql',
  'SQL',
  'app',
  'App',
  'ci',
  'dc-01',
  'DC-02',
  'x',
];

function provisionSomething(world: World): void {
  const { dice } = world;
  const key = dice.chance(0.7) ? `key-${world.deeds.length}` : null;
  const all = dice.chance(0.3) ? { all: true as const } : {};
  tell(world, { ask: 'provision', key, spec: someSpec(world), ...all });
}

function someSpec({ dice }: World): SpecFile {
  const names = new Map<string, string>();
  for (let left = dice.int(1, 3); left > 0; left -= 1) {
    const name = dice.pick(NAMES);
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  const ram = (): number => dice.int(2, 24) * 256;
  return spec(
    ...[...names.values()].map((name): VmSpec => {
      const most = dice.chance(0.1) ? ram() * 8 : ram();
      const disks = dice.chance(0.3)
        ? [{ size_gb: dice.int(1, 60), volume: dice.pick(['C:\\', 'D:\\']) }]
        : [];
      return vm(name, {
        cpu_cores: dice.int(1, dice.chance(0.1) ? 24 : 6),
        ...{ ram_startup_mb: 512, ram_min_mb: 512, ram_max_mb: most },
        disk_template_path: dice.pick(['C:\\Templates\\tiny.vhdx', 'C:\\Templates\\ubuntu.vhdx']),
        ...(dice.chance(0.2) ? { volume: 'D:\\' } : {}),
        ...(dice.chance(0.2) ? { start: false } : dice.chance(0.25) ? { wait_for: 'ip' as const } : {}),
        ...(dice.chance(0.2) ? { automatic_stop_action: 'save' as const } : {}),
        ...(disks.length === 0 ? {} : { data_disks: disks }),
        ...(dice.chance(0.3) ? { guest: {} } : {}),
      });
    }),
  );
}

function actOnJob(world: World, what: 'cancel' | 'retry'): void {
  const { jobs } = world.host.store();
  const wanted = what === 'cancel' ? ['Submitted', 'Provisioning'] : ['Failed'];
  const ids = [...world.witness.acknowledged].filter((id) => wanted.includes(jobs.head(id)?.status ?? ''));
  const job_id = world.dice.pickOrNull(ids);
  if (job_id !== null) tell(world, { ask: what, key: `key-${world.deeds.length}`, job_id });
}

function actOnVm(world: World, what: 'start' | 'stop' | 'turn_off' | 'restart'): void {
  const vm_id = someVm(world);
  if (vm_id !== null) tell(world, { ask: what, key: `key-${world.deeds.length}`, vm_id });
}

function deleteSomething(world: World): void {
  const vm_id = someVm(world);
  const disks = world.dice.chance(0.3) ? 'keep' : 'delete';
  if (vm_id !== null) tell(world, { ask: 'delete', key: `key-${world.deeds.length}`, vm_id, disks });
}

function someVm({ host, dice }: World): string | null {
  return dice.pickOrNull([...host.machine().machine.state.vms.keys()]);
}

function planSomething(world: World): void {
  const engine = world.host.engine();
  if (engine === null) return;
  const outcome = plan(engine.context, JSON.stringify(someSpec(world)));
  world.did(`plan: ${outcome.ok ? String(outcome.value.fits) : outcome.refusal.code}`);
}

/** A request whose answer was lost is made again, with its key. */
function askAgain(world: World): void {
  const request = world.unanswered.pop();
  if (request !== undefined) tell(world, request);
}

function tell(world: World, request: Request): void {
  const answer = ask(world, request);
  const what =
    'spec' in request ? request.spec.provisioning_request.vms.map((one) => one.vm_name).join() : '';
  const on = 'job_id' in request ? request.job_id : 'vm_id' in request ? request.vm_id : what;
  world.did(`${request.ask} ${on}: ${answer ?? 'no answer'}`);
}
