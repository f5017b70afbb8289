import type * as validators from './generated/validators.js';
import type { Validator } from './validator.ts';

/** Types by schema title, as the generated validators know them. */
export type SchemaTypes = {
  [K in keyof typeof validators]: (typeof validators)[K] extends Validator<infer T> ? T : never;
};

export type SchemaTitle = keyof SchemaTypes;

/** TypeScript type of a schema by its title; undefined for what is no schema. */
export type SchemaType<T> = T extends SchemaTitle ? SchemaTypes[T] : undefined;
