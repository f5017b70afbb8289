import { parameterOf, parentPointer } from '#core/pointer.ts';
import { specPart, type SpecPart } from '#core/schema/specPart.ts';
import { code } from '../../convert/markup.ts';
import { sizeOf } from '../../convert/sizes.ts';

/** What the schema says of a member: whether it is needed, its meaning, its choices, its default, its bounds. */
export function aboutMember(pointer: string, part: SpecPart): string[] {
  const name = parameterOf(pointer);
  const required = specPart(parentPointer(pointer))?.required.has(name) === true;
  const choices = part.allowed.map(({ value, meaning }) => {
    const text = code(String(value)) + (value === part.default ? ' (default)' : '');
    return meaning === '' ? `- ${text}` : `- ${text}: ${meaning}`;
  });
  const isPlain = ['string', 'number', 'boolean'].includes(typeof part.default) && part.default !== '';
  const standard = isPlain && choices.length === 0 ? [`Default: ${code(String(part.default))}`] : [];
  return [
    `**${name}**${required ? ' (required)' : ''}`,
    ...(part.description === '' ? [] : [part.description]),
    ...(choices.length === 0 ? [] : [choices.join('\n')]),
    ...[...standard, ...boundsOf(name, part)],
  ];
}

const bounds = [
  { least: 'minimum', most: 'maximum', unit: '' },
  { least: 'minLength', most: 'maxLength', unit: ' characters' },
  { least: 'minItems', most: 'maxItems', unit: ' entries' },
] as const;

/** The bounds that the schema sets, in words. */
function boundsOf(name: string, part: SpecPart): string[] {
  const step = part.bound('multipleOf');
  return bounds.flatMap(({ least, most, unit }) => {
    const [low, high] = [part.bound(least), part.bound(most)];
    if (high === null || part.allowed.length > 0) return [];
    const amount = (value: number): string => {
      if (name.endsWith('_mb')) return sizeOf(value);
      return name.endsWith('_gb') ? sizeOf(value * 1024) : String(value);
    };
    const steps = step === null ? '' : `, in steps of ${step}${name.endsWith('_mb') ? ' MB' : ''}`;
    return [`${low === null ? 'At most' : `${amount(low)} to`} ${amount(high)}${unit}${steps}`];
  });
}
