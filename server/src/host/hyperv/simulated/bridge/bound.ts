import { notSimulated } from './bridgeCall.ts';

/** Something on the machine that an object in PowerShell stands for. */
export type Reference =
  | { readonly kind: 'vm'; readonly vm_id: string }
  | { readonly kind: 'adapter'; readonly vm_id: string; readonly adapter_id: string }
  | {
      readonly kind: 'drive';
      readonly vm_id: string;
      readonly controller: 'IDE' | 'SCSI';
      readonly number: number;
      readonly location: number;
    }
  | {
      readonly kind: 'controller';
      readonly vm_id: string;
      readonly controller: 'IDE' | 'SCSI';
      readonly number: number;
    }
  | { readonly kind: 'switch'; readonly name: string }
  | { readonly kind: 'disk'; readonly path: string };

/** Bound parameters of a call. A value of another type than asked for is a mistake of the bridge. */
export interface Bound {
  has(name: string): boolean;
  text(name: string): string | undefined;
  /** Several texts; undefined when the parameter was not given. */
  texts(name: string): readonly string[] | undefined;
  number(name: string): number | undefined;
  /** Bytes as MB. */
  mb(name: string): number | undefined;
  /** A switch or a boolean; false when it was not given. */
  flag(name: string): boolean;
  /** Objects that were given, one or many; undefined when the parameter was not given. */
  references(name: string): readonly Reference[] | undefined;
}

const BYTES_PER_MB = 1024 * 1024;

/** Reads parameters. */
export function boundOf(parameters: Readonly<Record<string, unknown>>): Bound {
  const number = (name: string): number | undefined => {
    const value = parameters[name];
    return typeof value === 'number' ? value : undefined;
  };
  const texts = (name: string): readonly string[] | undefined => {
    const value = parameters[name];
    if (value === undefined || value === null) return undefined;
    return (Array.isArray(value) ? value : [value]).map(String);
  };
  return {
    has: (name) => name in parameters,
    text: (name) => texts(name)?.[0],
    texts,
    number,
    mb: (name) => {
      const bytes = number(name);
      return bytes === undefined ? undefined : bytes / BYTES_PER_MB;
    },
    flag: (name) => parameters[name] === true,
    references: (name) => {
      const value = parameters[name];
      if (value === undefined || value === null) return undefined;
      return (Array.isArray(value) ? value : [value]).map((item: unknown) => referenceIn(item, name));
    },
  };
}

/** Text that an object carries to name what it stands for. */
export function referenceText(reference: Reference): string {
  return JSON.stringify(reference);
}

/** The text comes back as we gave it; only an object of ours carries one. */
function referenceIn(value: unknown, name: string): Reference {
  if (typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string') {
    const reference: unknown = JSON.parse(value.$ref);
    if (isReference(reference)) return reference;
  }
  throw notSimulated(`-${name} with an object that the simulator did not make`);
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
