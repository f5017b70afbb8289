import document from './spec.schema.json' with { type: 'json' };
import type { JsonSchema } from './bundleSchemas.ts';

/** The authored schema of a spec file, for what reads more than a verdict out of it: defaults, where members belong. */
export const specSchema: JsonSchema = document;
