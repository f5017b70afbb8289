import type { Node } from 'jsonc-parser';
import { SpecFile } from '#schemas/generated/validators.js';
import type { SpecFile as Spec } from '#schemas/generated/types.ts';
import { specSchema } from '#schemas/specSchema.ts';
import { checkContext } from './checks/checkContext.ts';
import { checks } from './checks/registry.ts';
import type { ExpandedVm } from './copies.ts';
import type { Locate } from './finding.ts';
import { toProblem } from './finding.ts';
import { hasErrors, mergeProblems } from './mergeProblems.ts';
import type { Problem } from './problem.ts';
import type { JsonReading } from './json/parseJson.ts';
import { parseWithin, readDocument } from './readDocument.ts';
import { runChecks } from './runChecks.ts';

/** What reading a spec brings. */
export interface SpecReading {
  /** The spec as it was written; null when any problem is an error. */
  readonly spec: Spec | null;
  /** Its VMs, copies counted, in the order of the request; null when any problem is an error. */
  readonly vms: readonly ExpandedVm[] | null;
  /** The VMs of all entries whose own members passed the schema, whatever else is wrong: what can be said of them early. */
  readonly readable: readonly ExpandedVm[];
  /** How many VMs the document describes, `copies` counted; null when that cannot be told. */
  readonly described: number | null;
  /** Errors and warnings in document order. */
  readonly problems: readonly Problem[];
  /** There are more problems than are listed. */
  readonly truncated: boolean;
  /** Values with their positions; null when the text is not JSON. */
  readonly tree: Node | null;
  /** Finds the place of a value. */
  readonly locate: Locate;
}

/**
 * Reads a spec: the text, the schema, then every check on each VM whose own members passed the schema. The verdict is
 * the same wherever a spec is read; nothing is asked of a host.
 * @param json The text, where it has been parsed already by `parseWithin`.
 */
export function readSpec(text: string, json: JsonReading = parseWithin(text)): SpecReading {
  const document = readDocument(text, SpecFile, { schema: specSchema, json });
  const { tree, locate } = document;
  const context = checkContext(document);
  const findings = runChecks(checks, context).filter(({ pointer }) => !document.refused.has(pointer));
  const found = findings.map((finding) => toProblem(finding, locate));
  const { problems, truncated } = mergeProblems([...document.problems, ...found]);
  const readable = context.entries.flatMap(({ vms }) => vms);
  const accepted = document.value !== null && !hasErrors(problems);
  return {
    spec: accepted ? document.value : null,
    vms: accepted ? readable : null,
    readable,
    described: context.described,
    problems,
    truncated: truncated || document.truncated,
    tree,
    locate,
  };
}
