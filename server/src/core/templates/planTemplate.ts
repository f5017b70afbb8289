import type { AddTemplateBody, InvalidParameter } from '#schemas/generated/types.ts';
import type { OperatingSystem } from '../inventory.ts';
import { isBelow, pathFault, samePath } from '../windowsPath.ts';
import { baseName, extensionOf, fileName, isUnfinished, nextVersion, systemNamed } from './templateNames.ts';

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
export function templateProblems({ path, replaces }: AddTemplateBody): InvalidParameter[] {
  const problems = [pathProblem('path', path)];
  if (replaces !== undefined) problems.push(pathProblem('replaces', replaces));
  return problems.flatMap((problem) => problem ?? []);
}

function pathProblem(parameter: 'path' | 'replaces', path: string): InvalidParameter | null {
  const fault = pathFault(path);
  if (fault !== null) {
    return problem(
      parameter,
      'template_path',
      `${parameter} must be written as C:\\Folder\\name.vhdx: ${fault}.`,
    );
  }
  if (isUnfinished(path)) {
    const message = `${parameter} is the name of a copy that is not whole: name the disk itself.`;
    return problem(parameter, 'template_path', message);
  }
  const what = otherFormat(path);
  return what === null ? null : problem(parameter, 'template_format', `${parameter} is ${what}`);
}

/** What a file that is no Hyper-V disk seems to be, and what to do with it. */
function otherFormat(path: string): string | null {
  switch (extensionOf(path)) {
    case '.vhdx':
    case '.vhd':
      return null;
    case '.iso':
      return 'an installation medium, not an installed disk: install a VM from it (dvd_path), shut it down, and add the disk of that VM.';
    case '.avhdx':
    case '.avhd':
      return 'the disk of a checkpoint: merge it first (delete the checkpoint), then add the disk itself.';
    case '.qcow2':
    case '.img':
    case '.raw':
    case '.vmdk':
    case '.vdi':
      return `a disk of another product: convert it first, qemu-img convert -O vhdx -o subformat=dynamic "${fileName(path)}" "${baseName(path)}.vhdx", then add the .vhdx.`;
    default:
      return 'no .vhdx or .vhd file: only those can be templates.';
  }
}

function problem(
  parameter: string,
  code: 'template_path' | 'template_format',
  message: string,
): InvalidParameter {
  return { parameter, pointer: `/${parameter}`, code, message };
}

/** Where the disk goes, and what is known of it. */
export function planTemplate(request: AddTemplateBody, places: TemplatePlaces): TemplatePlan {
  const { path, name } = request;
  const { roots, replaced, taken } = places;
  const asked = request.generation === 1 || request.generation === 2 ? request.generation : null;
  const wanted = asked ?? replaced?.generation ?? null;
  const extension = extensionOf(path) === '.vhd' && wanted === 2 ? '.vhdx' : extensionOf(path);
  const generation = wanted ?? (extension === '.vhd' ? 1 : null);
  const known = replaced === null || replaced.os === 'unknown' ? systemNamed(path) : replaced.os;
  const facts = { os: request.os ?? known, generation };
  const isTheOld = replaced !== null && samePath(path, replaced.path);
  const inside = roots.some((root) => isBelow(path, root));
  if (inside && name === undefined && extension === extensionOf(path) && !isTheOld) {
    return { ...facts, path, copied: false };
  }
  const folder = folderFor(replaced, roots);
  const pathOf = (base: string): string => `${folder}\\${base}${extension}`;
  const base =
    name ??
    (replaced === null ? baseName(path) : nextVersion(baseName(replaced.path), (to) => taken(pathOf(to))));
  return { ...facts, path: pathOf(base), copied: true };
}

/** Beside the old version, as long as that lies below a root; else below the first root. */
function folderFor(replaced: TemplatePlaces['replaced'], roots: readonly string[]): string {
  const beside = replaced !== null && roots.some((root) => isBelow(replaced.path, root));
  const folder = beside ? replaced.path.slice(0, replaced.path.lastIndexOf('\\')) : (roots[0] ?? '');
  return folder.replace(/\\$/, '');
}
