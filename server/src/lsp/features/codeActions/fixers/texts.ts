import { nearest } from '#core/nearest.ts';
import { schemaAt } from '#core/schema/schemaAt.ts';
import { pathFault } from '#core/windowsPath.ts';
import type { Fixer } from '../fix.ts';
import { likely, memberOf, replaced, textAt } from './parts.ts';

/** Values that are offered at most. */
const MOST_CHOICES = 8;

/** The allowed values, the nearest first. */
export const choose: Fixer = ({ pointer }, context) => {
  const { enum: listed } = schemaAt(pointer) ?? {};
  const allowed: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const words = allowed.filter((value) => typeof value === 'string');
  const meant = nearest(textAt(context, pointer) ?? '', words);
  return [...allowed]
    .sort((a, b) => Number(b === meant) - Number(a === meant))
    .slice(0, MOST_CHOICES)
    .flatMap((value) =>
      replaced(context, pointer, value, `Use ${JSON.stringify(value)}`, value === meant ? likely : {}),
    );
};

/** A text without the characters that its form does not allow. */
export const reshape: Fixer = ({ pointer }, context) => {
  const text = textAt(context, pointer);
  const { pattern } = schemaAt(pointer) ?? {};
  if (text === null || typeof pattern !== 'string') return [];
  const form = new RegExp(pattern, 'u');
  const candidates = [
    `${text.trim()}\\`,
    text.replaceAll('/', '\\'),
    text.replaceAll(/[^A-Za-z0-9 ._-]+/g, '-').replaceAll(/^[ ._-]+|[ ._-]+$/g, ''),
    text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[._-]+|[._-]+$/g, ''),
  ];
  const fitting = candidates.find((one) => one !== '' && one !== text && form.test(one));
  return fitting === undefined
    ? []
    : replaced(context, pointer, fitting, `Write ${JSON.stringify(fitting)}`, likely);
};

/** A path with backslashes, where that makes it one. */
export const backslashes: Fixer = ({ pointer }, context) => {
  const path = textAt(context, pointer);
  const turned = path?.replaceAll('/', '\\').replaceAll(/(?<=.)\\{2,}/g, '\\');
  if (path === null || turned === undefined || turned === path || pathFault(turned) !== null) return [];
  return replaced(context, pointer, turned, `Write ${memberOf(pointer)} with backslashes`, likely);
};

/** A text without the half of a character in it. */
export const wholeCharacters: Fixer = ({ pointer }, context) => {
  const text = textAt(context, pointer);
  if (text === null || text.isWellFormed()) return [];
  const whole = text.toWellFormed().replaceAll('\ufffd', '');
  return replaced(context, pointer, whole, 'Remove the half of a character', likely);
};
