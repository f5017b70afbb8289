/** How a text is laid out, so that what is added looks like what is there. */
export interface Layout {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** False for a text of one line. */
  readonly broken: boolean;
}

/** Reads the layout off a text: its first line break and its first indented line. */
export function layoutOf(text: string): Layout {
  const eol = /\r\n|\n|\r/.exec(text)?.[0];
  const unit = /[\r\n]([ \t]+)[^ \t\r\n]/.exec(text)?.[1];
  return { eol: eol ?? '\n', unit: unit ?? '  ', broken: eol !== undefined };
}

/** White space that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** A value as JSON, laid out like the text around it when it has parts. */
export function layOut(value: unknown, { eol, unit, broken }: Layout, indentation: string): string {
  if (!broken) return JSON.stringify(value);
  return JSON.stringify(value, null, unit).replaceAll('\n', eol + indentation);
}
