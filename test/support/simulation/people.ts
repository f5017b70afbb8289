import { fold } from '../../../server/src/host/services/hostView.ts';
import type { ByHand } from '../../../server/src/host/hyperv/simulated/byHand.ts';
import type { MachineVm } from '../../../server/src/host/hyperv/simulated/machine/model.ts';
import type { World } from './world.ts';

/** What people do on the machine behind the host's back, each as often as its number says. */
export const people: readonly (readonly [weight: number, deed: (world: World) => void])[] = [
  [6, createVm],
  [4, (world) => withVm(world, 'delete', ({ vm_id }, hands) => hands.deleteVm(vm_id))],
  [3, (world) => withVm(world, 'rename', renameVm(world))],
  [3, (world) => withVm(world, 'resize', resizeVm(world))],
  [3, (world) => withDisk(world, 'enlarge', (path, hands) => enlarge(world, path, hands))],
  [2, (world) => withDisk(world, 'move', (path, hands) => moveDisk(world, path, hands))],
  [1, (world) => withDisk(world, 'delete', (path, hands) => hands.deleteFile(path))],
  [3, fillVolume],
  [3, freeVolume],
];

function createVm(world: World): void {
  const { dice, host, witness } = world;
  const name = dice.pick(['web-01', 'SQL', 'theirs', 'test', 'dc-02']);
  const startup_mb = dice.int(1, 12) * 1024;
  const memory = { dynamic: dice.chance(0.5), startup_mb, min_mb: 512, max_mb: startup_mb * 2 };
  const made = host.machine().byHand.createVm({
    ...{ name, memory, running: dice.chance(0.6), cpu_cores: dice.int(1, 8) },
  });
  witness.handMade.add(made.vm_id);
  world.did(`people create ${name} ${made.vm_id}`);
}

/** People keep their hands off a VM that is being made: they would not know of it yet. */
function withVm(world: World, what: string, deed: (vm: MachineVm, hands: ByHand) => void): void {
  const machine = world.host.machine();
  const vm = world.dice.pickOrNull([...machine.machine.state.vms.values()]);
  if (vm === null) return;
  deed(vm, machine.byHand);
  world.did(`people ${what} ${vm.vm_name} ${vm.vm_id}`);
}

function renameVm({ dice }: World): (vm: MachineVm, hands: ByHand) => void {
  return ({ vm_id }, hands) => {
    hands.changeVm(vm_id, { vm_name: dice.pick(['web-01', 'renamed', 'SQL', 'app']) });
  };
}

function resizeVm({ dice }: World): (vm: MachineVm, hands: ByHand) => void {
  return ({ vm_id, memory }, hands) => {
    const grown = { ...memory, startup_mb: memory.startup_mb + 1024, max_mb: memory.max_mb + 1024 };
    hands.changeVm(vm_id, { cpu_cores: dice.int(1, 12), ...(dice.chance(0.5) ? { memory: grown } : {}) });
  };
}

function withDisk(world: World, what: string, deed: (path: string, hands: ByHand) => void): void {
  const { host, dice, witness } = world;
  const held = host.store().ledger.heldDisks();
  const { machine, byHand } = host.machine();
  const path = dice.pickOrNull(
    held.map((disk) => fold(disk.path)).filter((one) => machine.state.files.has(one)),
  );
  if (path === null) return;
  witness.touchedDisks.add(path);
  deed(path, byHand);
  world.did(`people ${what} ${path}`);
}

function enlarge({ host, dice }: World, path: string, hands: ByHand): void {
  const disk = host.machine().machine.state.files.get(path);
  if (disk?.kind === 'disk') hands.resizeDisk(path, disk.size_mb + dice.int(1, 40) * 1024);
}

/** To a folder of theirs, with the VM that uses it. */
function moveDisk(world: World, path: string, hands: ByHand): void {
  const { state } = world.host.machine().machine;
  const disk = state.files.get(path);
  if (disk?.kind !== 'disk') return;
  const to = `D:\\Moved\\${String(world.deeds.length)}.vhdx`;
  hands.createDisk(to, disk.size_mb, disk.file_mb);
  for (const { vm_id, drives } of state.vmsWithDisk(path)) {
    const moved = drives.map((drive) => (fold(drive.path ?? '') === path ? { ...drive, path: to } : drive));
    hands.changeVm(vm_id, { drives: moved });
  }
  hands.deleteFile(path);
}

function fillVolume(world: World): void {
  const path = world.dice.pick(['C:\\', 'D:\\']);
  world.host.machine().byHand.fillVolume(path, world.dice.int(0, 40) * 1024);
  world.did(`people fill ${path}`);
}

/** What others had put on the volumes is gone again. */
export function freeVolume(world: World): void {
  for (const path of ['C:\\', 'D:\\']) world.host.machine().byHand.fillVolume(path, 150 * 1024);
  world.did('people free the volumes');
}
