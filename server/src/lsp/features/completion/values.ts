import { pointerSegments } from '#core/pointer.ts';
import { specPart } from '#core/schema/specPart.ts';
import { copies, cores, diskSizes, memory, vmCount } from './amounts.ts';
import { networks, templates, volumes } from './hostValues.ts';
import { tags, vmNames } from './names.ts';
import type { Question } from './question.ts';
import type { Value, ValueSource } from './value.ts';

/** Members of which more is known than the schema says. */
const sources: Readonly<Record<string, ValueSource>> = {
  vm_name: vmNames,
  tags,
  disk_template_path: templates,
  network_adapter_name: networks,
  switch: networks,
  volume: volumes,
  cpu_cores: cores,
  ram_startup_mb: memory,
  ram_min_mb: memory,
  ram_max_mb: memory,
  size_gb: diskSizes,
  copies,
  num_vms: vmCount,
};

/** Values that can be written for the member, or the item of a list, at a JSON pointer. */
export function valuesAt(question: Question, pointer: string): readonly Value[] {
  const name = pointerSegments(pointer).findLast((segment) => !/^\d+$/.test(segment)) ?? '';
  const part = specPart(pointer);
  if (part === null || part.type === 'object' || part.type === 'array') return [];
  return Object.hasOwn(sources, name) ? (sources[name]?.(question, pointer) ?? []) : schemaValues(pointer);
}

function schemaValues(pointer: string): Value[] {
  const part = specPart(pointer);
  if (part === null) return [];
  const choices =
    part.type === 'boolean'
      ? [true, false].map((value) => ({ value, meaning: '' }))
      : part.allowed.filter(({ value }) => typeof value === 'string' || typeof value === 'number');
  return choices.map(({ value, meaning }) => ({
    json: value as Value['json'],
    detail: [...(meaning === '' ? [] : [meaning]), ...(value === part.default ? ['default'] : [])].join(
      ' · ',
    ),
    documentation: part.description,
  }));
}
