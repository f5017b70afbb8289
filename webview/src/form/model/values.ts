import type { Field } from './fields.ts';
import { readGb, writeGb } from './memory.ts';

/** What stands in the field of a value. */
export function writeValue({ kind }: Field, value: unknown): string {
  if (kind.is === 'memory') return writeGb(value);
  if (value === undefined) return '';
  if (kind.is === 'words' && Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * The value of what was typed; undefined: the member goes. What is no number stays text, so that nothing typed is lost and
 * the check can say what it should be.
 */
export function readValue({ kind, required }: Field, text: string): unknown {
  if (text.trim() === '' && required !== true) return undefined;
  switch (kind.is) {
    case 'number':
      return /^-?(0|[1-9]\d{0,14})$/.test(text.trim()) ? Number(text) : text;
    case 'memory':
      return readGb(text) ?? text;
    case 'words':
      return text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
    case 'select':
      return kind.options.find(({ value }) => String(value) === text)?.value ?? text;
    case 'text':
    case 'lines':
    case 'host':
    case 'toggle':
      return text;
  }
}
