import type { VmSpec } from '#schemas/generated/types.ts';
import { specSchema } from '#schemas/specSchema.ts';

/** Definitions of the spec schema that carry defaults. */
type Definition = 'vm' | 'secure_boot' | 'disk' | 'data_disk' | 'network_adapter';

/** The default that the schema gives a member. The schema is the one place where defaults are written. */
function schemaDefault(definition: Definition, member: string): unknown {
  const path = ['definitions', definition, 'properties', member, 'default'];
  return path.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), specSchema);
}

/** The text given, or the schema's default for the member. */
export function textOr(value: string | undefined, definition: Definition, member: string): string {
  if (value !== undefined) return value;
  const fallback = schemaDefault(definition, member);
  if (typeof fallback !== 'string') throw lacking(definition, member);
  return fallback;
}

/** The switch given, or the schema's default for the member. */
export function flagOr(value: boolean | undefined, definition: Definition, member: string): boolean {
  if (value !== undefined) return value;
  const fallback = schemaDefault(definition, member);
  if (typeof fallback !== 'boolean') throw lacking(definition, member);
  return fallback;
}

/** The generation asked for, or the schema's default. */
export function generationOf(spec: VmSpec): 1 | 2 {
  return (spec.generation ?? schemaDefault('vm', 'generation')) === 1 ? 1 : 2;
}

/** True when the VM is to boot with secure boot: generation 2 does unless told otherwise, generation 1 cannot. */
export function hasSecureBoot(spec: VmSpec): boolean {
  return generationOf(spec) === 2 && flagOr(spec.secure_boot?.enabled, 'secure_boot', 'enabled');
}

function lacking(definition: Definition, member: string): Error {
  return new Error(`The spec schema has no default for ${definition}.${member}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
