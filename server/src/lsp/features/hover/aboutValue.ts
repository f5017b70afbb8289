import type { SpecPart } from '#core/schema/specPart.ts';
import { parameterOf } from '#core/pointer.ts';
import { gbOf } from '../../convert/sizes.ts';
import type { Subject } from './subject.ts';

/** What the value that is written means. */
export function aboutValue({ pointer, value }: Subject, part: SpecPart): string[] {
  const meaning = part.allowed.find((choice) => choice.value === value)?.meaning ?? '';
  if (meaning !== '') return [`Here: ${meaning}`];
  const isMemory = parameterOf(pointer).endsWith('_mb') && typeof value === 'number';
  return isMemory ? [`Here: ${value} MB = ${gbOf(value)}`] : [];
}
