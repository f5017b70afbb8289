import { TOTAL, type Stranger } from './system.ts';

/** A VM as it is asked for. */
export interface Wish {
  readonly name: string;
  readonly cpu: number;
  readonly ram: number;
  readonly gb: number;
}

export interface ModelVm extends Wish {
  state: 'promised' | 'finished' | 'failed' | 'deleted';
}

export interface ModelJob {
  readonly id: string;
  readonly vms: ModelVm[];
}

/** What a host must remember, written down independently of how it does. */
export interface Model {
  readonly jobs: ModelJob[];
  /** Sizes of disks that outlived their VMs, in GB. */
  readonly kept: number[];
  readonly strangers: Map<string, Stranger>;
  filledMb: number;
  /** What the last reading of the machine showed of others. */
  seen: {
    readonly cpu: number;
    readonly ram: number;
    readonly filledMb: number;
    readonly names: ReadonlySet<string>;
  };
}

export function emptyModel(): Model {
  const seen = { cpu: 0, ram: 0, filledMb: 0, names: new Set<string>() };
  return { jobs: [], kept: [], strangers: new Map(), filledMb: 0, seen };
}

export interface Usage {
  readonly cpu: number;
  readonly ram: number;
  readonly storage: number;
}

/** Whether something is promised to a VM. */
export function isHeld({ state }: ModelVm): boolean {
  return state === 'promised' || state === 'finished';
}

/** The VMs of all jobs. */
export function allVms({ jobs }: Model): ModelVm[] {
  return jobs.flatMap(({ vms }) => vms);
}

/** What wishes take in all; storage in MB. */
export function usageOf(wishes: readonly Wish[]): Usage {
  const sum = (of: (wish: Wish) => number): number => wishes.reduce((total, wish) => total + of(wish), 0);
  return { cpu: sum(({ cpu }) => cpu), ram: sum(({ ram }) => ram), storage: sum(({ gb }) => gb) * 1024 };
}

/** What is promised in all. */
export function held(model: Model): Usage {
  const { storage, ...rest } = usageOf(allVms(model).filter(isHeld));
  return { ...rest, storage: storage + model.kept.reduce((sum, gb) => sum + gb * 1024, 0) };
}

/** How much may be promised at most. */
export function ceiling({ seen }: Model): Usage {
  return { cpu: TOTAL.cpu - seen.cpu, ram: TOTAL.ram - seen.ram, storage: TOTAL.storage - seen.filledMb };
}

/** What the host must say to these wishes. */
export function verdict(model: Model, wishes: readonly Wish[]): 'ok' | 'name_in_use' | 'capacity_exceeded' {
  const taken = new Set([
    ...model.seen.names,
    ...allVms(model)
      .filter(isHeld)
      .map(({ name }) => name.toLowerCase()),
  ]);
  if (wishes.some(({ name }) => taken.has(name.toLowerCase()))) return 'name_in_use';
  const [limit, before, more] = [ceiling(model), held(model), usageOf(wishes)];
  const fits = (['cpu', 'ram', 'storage'] as const).every((key) => before[key] + more[key] <= limit[key]);
  return fits ? 'ok' : 'capacity_exceeded';
}

/** The host reads the machine. */
export function readMachine(model: Model): void {
  const others = [...model.strangers.values()];
  const ours = allVms(model).filter(({ state }) => state === 'finished');
  model.seen = {
    cpu: others.reduce((sum, { cpu }) => sum + cpu, 0),
    ram: others.reduce((sum, { ram }) => sum + ram, 0),
    filledMb: model.filledMb,
    names: new Set([...others, ...ours].map(({ name }) => name.toLowerCase())),
  };
}
