import { styleText } from 'node:util';
import type { Screen } from '../context.ts';

export type Format = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Puts a text into a colour. */
export type Style = (format: Format, text: string) => string;

/** No colours. */
export const plain: Style = (_format, text) => text;

/** Colours as far as the stream takes them: none in a file or pipe, none with NO_COLOR. */
export function styleFor(stream: Screen): Style {
  return (format, text) => styleText(format, text, { stream, validateStream: true });
}
