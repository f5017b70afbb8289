import type { OperatingSystem, TemplateFacts } from '../inventory.ts';
import type { TemplateIdentity } from '../steps.ts';
import { systemNamed } from './templateNames.ts';

/** Whether a template is what was recorded. */
export type RecordedState = 'ok' | 'changed' | 'missing';

/** What is recorded of a template that can be used. */
export interface RecordedTemplate extends TemplateIdentity {
  readonly os: OperatingSystem;
  readonly generation: 1 | 2 | null;
}

/** A template of the host as requests are judged by it. */
export interface JudgedTemplate extends TemplateFacts {
  readonly state: 'ok' | 'changed';
}

/** Compares a record with the disk under its path; undefined: there is none. */
export function stateOf(record: TemplateIdentity, now: TemplateIdentity | undefined): RecordedState {
  if (now === undefined) return 'missing';
  return isSameDisk(record, now) ? 'ok' : 'changed';
}

/** True when nothing tells the two apart. A stamp that could not be read tells nothing. */
export function isSameDisk(record: TemplateIdentity, now: TemplateIdentity): boolean {
  const before = record.content_stamp ?? null;
  const after = now.content_stamp ?? null;
  return (
    record.disk_id === now.disk_id &&
    record.size_mb === now.size_mb &&
    (before === null || after === null || before === after)
  );
}

/**
 * The templates with what is recorded of them: what people said of system and generation counts more than what a driver
 * sees, and a name is better than nothing.
 */
export function judgeTemplates(
  found: readonly TemplateFacts[],
  records: readonly RecordedTemplate[],
): JudgedTemplate[] {
  const byPath = new Map(records.map((record) => [record.path.toLowerCase(), record]));
  return found.map((template): JudgedTemplate => {
    const record = byPath.get(template.path.toLowerCase());
    const seen = template.os === 'unknown' ? systemNamed(template.path) : template.os;
    if (record === undefined) return { ...template, os: seen, state: 'ok' };
    return {
      ...template,
      os: record.os === 'unknown' ? seen : record.os,
      generation: record.generation ?? template.generation,
      state: isSameDisk(record, template) ? 'ok' : 'changed',
    };
  });
}
