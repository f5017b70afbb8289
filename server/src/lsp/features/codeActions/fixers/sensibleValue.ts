import { freeName } from '#core/freeName.ts';
import { parentPointer } from '#core/pointer.ts';
import { schemaAt } from '#core/schema/schemaAt.ts';
import { specSchema } from '#schemas/specSchema.ts';
import { usableNetworks } from '../../../convert/networks.ts';
import type { FixContext } from '../fix.ts';
import { numberAt } from './parts.ts';
import { takenNames } from './names.ts';

/** MB of a VM of which nothing is known. */
const memory = { ram_min_mb: 1024, ram_startup_mb: 2048, ram_max_mb: 4096 } as const;

type Rule = (context: FixContext, object: string) => unknown;

const rules: Readonly<Record<string, Rule>> = {
  vm_name: (context, object) => {
    const taken = takenNames(context, object);
    return taken.has('vm-01') ? freeName({ vm_name: 'vm-01' }, taken) : 'vm-01';
  },
  num_vms: ({ document }) => document.reading.described ?? 1,
  // Inside the bounds that are there.
  ram_min_mb: (context, object) =>
    Math.min(memory.ram_min_mb, ...boundsOf(context, object, 'ram_startup_mb', 'ram_max_mb')),
  ram_startup_mb: (context, object) => {
    const [least = 0] = boundsOf(context, object, 'ram_min_mb');
    return Math.max(least, Math.min(memory.ram_startup_mb, ...boundsOf(context, object, 'ram_max_mb')));
  },
  ram_max_mb: (context, object) =>
    Math.max(memory.ram_max_mb, ...boundsOf(context, object, 'ram_startup_mb', 'ram_min_mb')),
  disk_template_path: ({ host }) => host?.facts.templates.templates.find(({ state }) => state === 'ok')?.path,
  network_adapter_name: firstNetwork,
  switch: firstNetwork,
};

/** A value that can stand as it is: like that of the entry before, what the host has, else the schema's example. */
export function sensibleValue(context: FixContext, object: string, name: string): unknown {
  const like = name === 'vm_name' ? undefined : valueBefore(context, object, name);
  return like ?? rules[name]?.(context, object) ?? exampleOf(object, name);
}

function boundsOf(context: FixContext, object: string, ...members: readonly string[]): number[] {
  return members.flatMap((member) => numberAt(context, `${object}/${member}`) ?? []);
}

function firstNetwork({ host }: FixContext): string | undefined {
  return host === null ? undefined : usableNetworks(host.facts)[0]?.name;
}

/** The member of the item before this one in its list. */
function valueBefore({ value }: FixContext, object: string, name: string): unknown {
  const index = Number(/\d+$/.exec(object)?.[0] ?? 0);
  return index === 0 ? undefined : value(`${parentPointer(object)}/${index - 1}/${name}`);
}

/** The schema's whole example is one VM that works; members that it has not have examples of their own. */
function exampleOf(object: string, name: string): unknown {
  const path = `${object}/${name}`.split('/').slice(1);
  const own = schemaAt(`${object}/${name}`)?.['examples'];
  return (
    inWhole(path.map((segment) => segment.replace(/^\d+$/, '0'))) ?? (Array.isArray(own) ? own[0] : undefined)
  );
}

function inWhole(path: readonly string[]): unknown {
  const { examples } = specSchema;
  return path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    Array.isArray(examples) ? examples[0] : undefined,
  );
}
