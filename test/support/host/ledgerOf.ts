import assert from 'node:assert/strict';
import type { Capacity } from '#schemas/generated/types.ts';
import { diskPaths } from '#core/vmFolders.ts';
import { fold } from '../../../server/src/host/services/hostView.ts';
import { request, type Reachable } from './client.ts';
import type { TestHost } from './testHost.ts';

/** Amounts by resource: `cpu|`, `ram|`, `storage|C:\`. */
export type Sums = Readonly<Record<string, number>>;

/** What is promised in all; resources of which nothing is promised are left out. */
export function sums({ host }: { readonly host: Pick<TestHost['host'], 'store'> }): Sums {
  const entries = [...host.store.ledger.promised()].map(
    ([key, { committed, reserved }]): [string, number] => [key, committed + reserved],
  );
  return Object.fromEntries(entries.filter(([, amount]) => amount > 0).sort());
}

/** The answer of `GET /api/capacity`. */
export async function capacity(host: Reachable): Promise<Capacity> {
  const answer = await request(host, { path: '/api/capacity' });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Capacity;
}

/** One resource of that answer. */
export async function resource(
  host: Reachable,
  name: 'cpu' | 'ram' | 'storage',
  volume?: string,
): Promise<Capacity['resources'][number]> {
  const { resources } = await capacity(host);
  const found = resources.find((item) => item.resource === name && item.volume === volume);
  assert.ok(found !== undefined, `${name} ${volume ?? ''} is listed`);
  return found;
}

/**
 * No job is under way: what is promised is exactly what is on the machine. Every VM of ours is there once, nothing
 * else lies in our folders, and each disk that is charged has its file.
 */
export function assertLedgerIsMachine({
  host,
  hyperv,
}: {
  readonly host: Pick<TestHost['host'], 'store'>;
  readonly hyperv: Pick<TestHost['hyperv'], 'machine'>;
}): void {
  const { vms, files } = hyperv.machine.state;
  const held = host.store.managed.held();
  const expected = new Map<string, number>();
  const add = (key: string, amount: number): void => {
    expected.set(key, (expected.get(key) ?? 0) + amount);
  };
  const known = new Set<string>();
  for (const { blueprint, vm_id, vm_name } of held) {
    const own = [...vms.values()].filter((vm) => fold(vm.path) === fold(blueprint.folder));
    assert.deepEqual(
      own.map((vm) => vm.vm_id),
      [vm_id],
      `${vm_name} is on the machine once`,
    );
    add('cpu|', blueprint.vm.cpu_cores);
    add('ram|', blueprint.vm.ram_max_mb);
    if (blueprint.vm.automatic_stop_action === 'save')
      add(`storage|${blueprint.folder.slice(0, 3)}`, blueprint.vm.ram_max_mb);
    const { system, data } = diskPaths(blueprint.vm, blueprint.folder);
    for (const path of [system, ...data]) known.add(fold(path));
  }
  for (const { path } of host.store.ledger.keptDisks()) known.add(fold(path));
  for (const path of known) {
    const file = files.get(path);
    assert.ok(file?.kind === 'disk', `${path} is on the machine`);
    add(`storage|${path.slice(0, 3).toUpperCase()}`, file.size_mb);
  }
  const ours = [...vms.values()].filter(({ path }) => isOurs(path)).length;
  assert.equal(ours, held.length, 'no VM in our folders that nothing is promised to');
  const disks = [...files.keys()].filter((path) => isOurs(path) && files.get(path)?.kind === 'disk');
  assert.deepEqual(disks.sort(), [...known].sort(), 'no disk in our folders that is not charged');
  assert.deepEqual(sums({ host }), Object.fromEntries([...expected].sort()));
}

/** Whatever of ours is on the machine: VMs, files and folders. */
export function leftOnMachine({
  hyperv,
}: {
  readonly hyperv: Pick<TestHost['hyperv'], 'machine'>;
}): string[] {
  const { vms, files } = hyperv.machine.state;
  const roots = [...files.values()].filter(({ path }) => isOurs(path));
  return [
    ...[...vms.values()].filter(({ path }) => isOurs(path)).map(({ vm_name }) => `VM ${vm_name}`),
    ...roots.map(({ path }) => path),
  ];
}

/** Whether a path lies in a folder that VMs of ours are made in, on a machine with the volumes C: and D:. */
export function isOurs(path: string): boolean {
  const key = fold(path);
  return ['c:\\vms\\vmspec\\', 'c:\\vmspec\\', 'd:\\vmspec\\'].some((root) => key.startsWith(root));
}
