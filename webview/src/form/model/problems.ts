import type { FormProblem } from '#schemas/generated/types.ts';
import { advancedGroups, copiesField, mainFields, memoryFields, nameField } from './fields.ts';
import { GUEST, guestFields, KEYS } from './guestFields.ts';
import { listFields } from './listFields.ts';
import { NUM_VMS } from './spec.ts';

/** A problem, and the field that it is told at. */
export interface PlacedFormProblem extends FormProblem {
  /** Pointer of the field; null: no field shows this. */
  readonly field: string | null;
  /** Position of the VM; null: it is about none. */
  readonly vm: number | null;
}

/** Problems by what shows them. */
export interface Problems {
  readonly all: readonly PlacedFormProblem[];
  readonly errors: number;
  /** By pointer of the field: the gravest one. */
  readonly byField: ReadonlyMap<string, PlacedFormProblem>;
  /** How many errors a VM has, by its position. */
  readonly errorsByVm: ReadonlyMap<number, number>;
  /** Those that no field shows. */
  readonly elsewhere: readonly PlacedFormProblem[];
}

const weights = { error: 0, warning: 1, information: 2 } as const;

/** Finds the field of each problem. */
export function placeProblems(problems: readonly FormProblem[]): Problems {
  const all = problems.map(place);
  const byField = new Map<string, PlacedFormProblem>();
  const errorsByVm = new Map<number, number>();
  for (const problem of all) {
    const { field, vm, severity } = problem;
    if (severity === 'error' && vm !== null) errorsByVm.set(vm, (errorsByVm.get(vm) ?? 0) + 1);
    if (field === null) continue;
    const before = byField.get(field);
    if (before === undefined || weights[severity] < weights[before.severity]) byField.set(field, problem);
  }
  return {
    all,
    errors: all.filter(({ severity }) => severity === 'error').length,
    byField,
    errorsByVm,
    elsewhere: all.filter(({ field }) => field === null),
  };
}

/** The pointer of the field that shows a value; null when none does. */
export function fieldOf(pointer: string): string | null {
  if (pointer === countPointer) return pointer;
  const { vm, names } = partsOf(pointer);
  if (vm === null) return null;
  // An item of the words of one field is shown by the field.
  for (let length = names.length; length > 0; length -= 1) {
    const path = names.slice(0, length);
    if (shown.has(path.map(generic).join('/'))) return [vmsPointer, vm, ...path].join('/');
  }
  return null;
}

/** The VM that a pointer is about, and the names behind it. */
export function partsOf(pointer: string): { readonly vm: number | null; readonly names: readonly string[] } {
  const match = /^\/provisioning_request\/vms\/(\d+)(?:\/(.*))?$/.exec(pointer);
  if (match === null) return { vm: null, names: [] };
  return { vm: Number(match[1]), names: match[2]?.split('/') ?? [] };
}

/** Pointer of the field with the number of VMs. */
export const countPointer = `/${NUM_VMS.join('/')}`;
const vmsPointer = '/provisioning_request/vms';

/** Paths that have a field; positions in lists as `*`. */
const shown: ReadonlySet<string> = new Set([
  ...[
    nameField,
    copiesField,
    ...mainFields,
    ...memoryFields,
    ...advancedGroups.flatMap(({ fields }) => fields),
    ...guestFields,
  ].map(({ path }) => path.join('/')),
  // What no field of the guest shows is told at the whole of it.
  ...[GUEST, KEYS, [...KEYS, '*']].map((path) => path.join('/')),
  ...listFields.flatMap(({ path, fields }) => fields.map((field) => [...path, '*', ...field.path].join('/'))),
]);

function generic(name: string): string {
  return /^\d+$/.test(name) ? '*' : name;
}

function place(problem: FormProblem): PlacedFormProblem {
  return { ...problem, field: fieldOf(problem.pointer), vm: partsOf(problem.pointer).vm };
}
