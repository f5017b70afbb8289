import type { AddTemplateBody, InvalidParameter } from '#schemas/generated/types.ts';
import type { OperatingSystem } from '../inventory.ts';
/** What a request to add a template comes to. */
export interface TemplatePlan {
  /** Where the template will lie. */
  readonly path: string;
  /** Whether the disk is copied there; else it lies there already. */
  readonly copied: boolean;
  readonly os: OperatingSystem;
  readonly generation: 1 | 2 | null;
}
/** What a plan depends on. */
export interface TemplatePlaces {
  /** Folders of templates; the first one takes what is copied. */
  readonly roots: readonly string[];
  /** The template that is replaced, as it is recorded. */
  readonly replaced: {
    readonly path: string;
    readonly os: OperatingSystem;
    readonly generation: 1 | 2 | null;
  } | null;
  /** Whether a template or another file of this path is known. */
  readonly taken: (path: string) => boolean;
}
/** What is wrong with the paths of a request, judged by their letters alone: nothing is opened. */
export declare function templateProblems({ path, replaces }: AddTemplateBody): InvalidParameter[];
/** Where the disk goes, and what is known of it. */
export declare function planTemplate(request: AddTemplateBody, places: TemplatePlaces): TemplatePlan;
