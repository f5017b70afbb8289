import { findTemplate, wholeGb } from '#core/planVms.ts';
import { factsOf } from '#core/hostFacts/factsOf.ts';
import { gbOf, sizeOf } from '../../convert/sizes.ts';
import { entryOf, type Question } from './question.ts';
import type { Value, ValueSource } from './value.ts';

/** What people give VMs. */
const usual = {
  cores: [1, 2, 4, 8, 16, 32],
  memory: [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536],
  disks: [20, 40, 60, 80, 100, 128, 256, 500, 1000],
  copies: [2, 3, 5, 10],
} as const;

/** Cores, up to what the host has. */
export const cores: ValueSource = ({ host }) => {
  const cpu = host?.facts.capacity.resources.find(({ resource }) => resource === 'cpu');
  return usual.cores
    .filter((count) => count <= (cpu?.total ?? Infinity))
    .map((json) => ({
      json,
      ...(cpu === undefined ? {} : { detail: freeWords(json, cpu.available, 'vCPU') }),
    }));
};

/** Memory in MB, up to what the host has, in the order of minimum, startup and maximum. */
export const memory: ValueSource = (question, pointer) => {
  const ram = question.host?.facts.capacity.resources.find(({ resource }) => resource === 'ram');
  const [least, most] = boundsOf(question, pointer);
  return usual.memory
    .filter((mb) => mb >= least && mb <= most && mb <= (ram?.total ?? Infinity))
    .map((json): Value => {
      const tooMuch = ram !== undefined && json > ram.available;
      return { json, detail: tooMuch ? `${gbOf(json)}, and ${sizeOf(ram.available)} is free` : gbOf(json) };
    });
};

/** Between which the other amounts of memory of the VM leave room. */
function boundsOf(question: Question, pointer: string): readonly [number, number] {
  const entry = entryOf(question, pointer);
  const amount = (name: string, otherwise: number): number => {
    const value: unknown = entry?.at(`/${name}`)?.value;
    return typeof value === 'number' ? value : otherwise;
  };
  const [least, startup, most] = [
    amount('ram_min_mb', 0),
    amount('ram_startup_mb', 0),
    amount('ram_max_mb', Infinity),
  ];
  if (pointer.endsWith('/ram_min_mb')) return [0, startup === 0 ? most : startup];
  if (pointer.endsWith('/ram_max_mb')) return [Math.max(least, startup), Infinity];
  return [least, most];
}

/** Sizes of a disk in GB; a system disk is at least as large as its template. */
export const diskSizes: ValueSource = (question, pointer) => {
  const least = pointer.endsWith('/disk/size_gb') ? templateGb(question, pointer) : null;
  const larger = usual.disks.filter((gb) => gb > (least ?? 0)).map((json): Value => ({ json, detail: 'GB' }));
  return least === null ? larger : [{ json: least, detail: 'GB, the size of the template' }, ...larger];
};

function templateGb(question: Question, pointer: string): number | null {
  const path: unknown = entryOf(question, pointer)?.at('/disk_template_path')?.value;
  if (question.host === null || typeof path !== 'string') return null;
  const template = findTemplate(factsOf(question.host.facts).checked.templates, path);
  return template === undefined ? null : wholeGb(template.size_mb);
}

export const copies: ValueSource = () => usual.copies.map((json) => ({ json }));

/** As many as the document describes. */
export const vmCount: ValueSource = ({ entries }) => {
  const described = entries.reduce((sum, entry) => sum + entry.copies, 0);
  return described === 0 ? [] : [{ json: described, detail: 'as many as vms describes' }];
};

function freeWords(count: number, available: number, unit: string): string {
  return count <= available ? `of ${available} free ${unit}` : `more than the ${available} free ${unit}`;
}
