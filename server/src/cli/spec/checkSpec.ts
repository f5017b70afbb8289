import { readBytes } from '#core/bytes.ts';
import type { Problem, Severity } from '#core/problem.ts';
import { readSpec } from '#core/readSpec.ts';
import { lineIndex, type Place } from './lineIndex.ts';
import type { SpecFile } from './specFile.ts';

/** A problem with its place in a file. */
export interface PlacedProblem {
  readonly file: string;
  readonly code: string;
  readonly severity: Severity;
  readonly parameter: string;
  readonly pointer: string;
  readonly message: string;
  readonly start: Place;
  readonly end: Place;
}

/** What checking one file brought. */
export interface CheckedFile {
  readonly file: string;
  /** VMs described, copies counted; 0 where that cannot be told. */
  readonly vms: number;
  /** Names of those VMs. */
  readonly names: readonly string[];
  readonly problems: readonly PlacedProblem[];
  /** There are more problems than listed. */
  readonly truncated: boolean;
}

function placed(file: string, problem: Problem, places: (offset: number) => Place): PlacedProblem {
  const { code, severity, parameter, pointer, message, range } = problem;
  const start = places(range.offset);
  return {
    file,
    code,
    severity,
    parameter,
    pointer,
    message,
    start,
    end: places(range.offset + range.length),
  };
}

/** Checks a spec without a host. */
export function checkSpec(file: SpecFile): CheckedFile {
  const reading = readBytes(file.bytes);
  if (!reading.ok) {
    const problem = placed(file.name, reading.problem, () => ({ line: 1, column: 1 }));
    return { file: file.name, vms: 0, names: [], problems: [problem], truncated: false };
  }
  const { vms: read, problems, truncated } = readSpec(reading.text);
  const vms = read ?? [];
  const places = lineIndex(reading.text);
  return {
    file: file.name,
    vms: vms.length,
    names: vms.map((vm) => vm.vm_name),
    problems: problems.map((problem) => placed(file.name, problem, places)),
    truncated,
  };
}
