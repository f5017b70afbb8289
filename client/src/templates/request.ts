import type { AddTemplateBody, Template } from '#schemas/generated/types.ts';

/** What is known of a template that is being added. */
export interface NewTemplate {
  readonly path: string;
  /** Null: the host reads it out of the name. */
  readonly os: NonNullable<AddTemplateBody['os']> | null;
  /** Null: not known. */
  readonly generation: 1 | 2 | null;
  /** What the host answered. */
  readonly begun: Template | null;
}

export const nothingYet: NewTemplate = { path: '', os: null, generation: null, begun: null };

/** What a host is asked for. */
export function requestOf({ path, os, generation }: NewTemplate): AddTemplateBody {
  return { path, ...(os === null ? {} : { os }), ...(generation === null ? {} : { generation }) };
}
